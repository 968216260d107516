import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { z } from "zod";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { ListedOrder } from "./listed.ts";
import { meetsChannels } from "./channel-token.ts";
import { meetsTag, TOKEN_PROBLEMS, typedTokenProblems } from "./tag-token.ts";

const words = z.array(z.string().trim().min(1).max(255)).max(100);

/**
 * Which orders a card, a schedule or one sync takes (SET-17). What is absent does not filter; all that is given must be met.
 */
export const orderFilterSchema = z.strictObject({
  shipToCountries: words.optional(),
  /** As Shopify writes them: PAID, AUTHORIZED … */
  financialStatuses: words.optional(),
  fulfillmentStatuses: words.optional(),
  /** Tokens, each of which must be met: see tag-token.ts. */
  tags: words.optional(),
  /** Tokens of sales channels, by handle or name: see channel-token.ts. */
  channels: words.optional(),
  risk: z.enum(["highOnly", "notHigh"]).optional(),
  fromNumber: z.int().min(1).max(2_000_000_000).optional(),
  attribute: z
    .strictObject({ key: z.string().trim().min(1).max(255), value: z.string().max(255).optional() })
    .optional(),
});

export type OrderFilter = z.output<typeof orderFilterSchema>;

/** OrderDisplayFinancialStatus and OrderDisplayFulfillmentStatus of the Shopify Admin API. */
export const FINANCIAL_STATUSES = [
  "AUTHORIZED",
  "EXPIRED",
  "PAID",
  "PARTIALLY_PAID",
  "PARTIALLY_REFUNDED",
  "PENDING",
  "REFUNDED",
  "VOIDED",
] as const;
export const FULFILLMENT_STATUSES = [
  "FULFILLED",
  "IN_PROGRESS",
  "ON_HOLD",
  "OPEN",
  "PARTIALLY_FULFILLED",
  "PENDING_FULFILLMENT",
  "REQUEST_DECLINED",
  "RESTOCKED",
  "SCHEDULED",
  "UNFULFILLED",
] as const;

export interface FilterProblem {
  field: string;
  /** i18n key. */
  problem: `filter.problem.${KeyUnder<"filter.problem">}`;
  params: Record<string, string>;
}

/** A filter about to be saved on a card or a schedule: every part that could not mean what was meant is refused with its reason (SET-19). */
export function parseOrderFilter(value: unknown): Result<OrderFilter, FilterProblem[]> {
  const read = orderFilterSchema.safeParse(value ?? {});
  if (!read.success)
    return err(
      read.error.issues.map((issue) => ({
        field: String(issue.path[0] ?? ("keys" in issue ? issue.keys[0] : undefined) ?? ""),
        problem: "filter.problem.unreadable",
        params: {},
      })),
    );
  const filter = { ...read.data };
  const problems: FilterProblem[] = [];
  for (const [field, known] of [
    ["financialStatuses", FINANCIAL_STATUSES],
    ["fulfillmentStatuses", FULFILLMENT_STATUSES],
  ] as const) {
    const values = filter[field]?.map((status) => status.toUpperCase().replace(/[ -]/g, "_"));
    if (values === undefined) continue;
    filter[field] = values;
    const unknown = values.filter((status) => !(known as readonly string[]).includes(status));
    if (unknown.length > 0)
      problems.push({
        field,
        problem: "filter.problem.unknownStatus",
        params: { values: unknown.join(", ") },
      });
  }
  if (filter.shipToCountries) {
    filter.shipToCountries = filter.shipToCountries.map((code) => code.toUpperCase());
    const wrong = filter.shipToCountries.filter((code) => !/^[A-Z]{2}$/.test(code));
    if (wrong.length > 0)
      problems.push({
        field: "shipToCountries",
        problem: "filter.problem.notACountry",
        params: { values: wrong.join(", ") },
      });
  }
  for (const field of ["tags", "channels"] as const) {
    const found = typedTokenProblems(filter[field] ?? []);
    for (const problem of TOKEN_PROBLEMS) {
      const wrong = found.filter((one) => one.problem === problem).map(({ token }) => token);
      if (wrong.length > 0)
        problems.push({
          field,
          problem: `filter.problem.${problem}`,
          params: { value: wrong.join("”, “") },
        });
    }
  }
  return problems.length > 0 ? err(problems) : ok(filter);
}

/** The first part of the filter that an order does not meet; undefined when it meets all. */
export function unmetFilter(
  filter: OrderFilter,
  order: ListedOrder,
): { field: keyof OrderFilter; wanted: string; actual: string } | undefined {
  const country = order.shipToCountry ?? order.billToCountry ?? order.sellToCountry;
  const checks: { field: keyof OrderFilter; wanted: string; actual: string; met: boolean }[] = [];
  const check = (field: keyof OrderFilter, wanted: string, actual: string, met: boolean): void =>
    void checks.push({ field, wanted, actual, met });
  const oneOf = (
    field: keyof OrderFilter,
    wanted: readonly string[] | undefined,
    actual: readonly (string | null | undefined)[],
  ): void => {
    if (wanted && wanted.length > 0)
      check(
        field,
        wanted.join(", "),
        actual.filter(Boolean).join(", "),
        wanted.some((value) =>
          actual.some((other) => other?.toUpperCase() === value.toUpperCase()),
        ),
      );
  };
  oneOf("shipToCountries", filter.shipToCountries, [country]);
  oneOf("financialStatuses", filter.financialStatuses, [order.financialStatus]);
  oneOf("fulfillmentStatuses", filter.fulfillmentStatuses, [order.fulfillmentStatus]);
  if (filter.channels && filter.channels.length > 0)
    check(
      "channels",
      filter.channels.join(", "),
      order.channel?.displayName ?? order.sourceName ?? "",
      meetsChannels(filter.channels, order),
    );
  for (const token of filter.tags ?? [])
    check("tags", token, order.tags.join(", "), meetsTag(token, order.tags));
  if (filter.risk)
    check(
      "risk",
      filter.risk,
      order.highRisk ? "HIGH" : "",
      (filter.risk === "highOnly") === order.highRisk,
    );
  if (filter.fromNumber !== undefined)
    check(
      "fromNumber",
      String(filter.fromNumber),
      String(order.number),
      order.number >= filter.fromNumber,
    );
  const { attribute } = filter;
  if (attribute) {
    const found = order.attributes.filter(
      ({ key }) => key.toLowerCase() === attribute.key.toLowerCase(),
    );
    check(
      "attribute",
      attribute.value === undefined ? attribute.key : `${attribute.key}=${attribute.value}`,
      found.map(({ value }) => value ?? "").join(", "),
      found.some(
        ({ value }) =>
          attribute.value === undefined ||
          (value ?? "").toLowerCase() === attribute.value.toLowerCase(),
      ),
    );
  }
  const unmet = checks.find(({ met }) => !met);
  return unmet && { field: unmet.field, wanted: unmet.wanted, actual: unmet.actual };
}
