import { z } from "zod";
import type { ListedOrder } from "#app/domain/orders/listed.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { matchesPattern, patternProblem, tagText } from "./filter-pattern.ts";

/** Filters on orders (SET-17, I-22). A part left out (or empty) lets every order through; all given parts must match. */
export interface OrderFilter {
  /** ISO country codes. */
  shipToCountries?: string[];
  /** As Shopify writes them, e.g. PAID. */
  financialStatuses?: string[];
  fulfillmentStatuses?: string[];
  /** Pattern over the tags written as `[a] [b c]` (I-8), with `*` (any text), `@` (either case), `|` (or), `<>` (not). */
  tags?: string;
  /** Pattern over the channel's name, handle or source name. */
  channel?: string;
  risk?: "exceptHigh" | "onlyHigh";
  fromNumber?: number;
  /** An order attribute that must be there; with a pattern for its value when given. */
  attribute?: { key: string; value?: string };
}

export interface FilterProblem {
  field: keyof OrderFilter;
  /** i18n key. */
  problem: string;
  params: Record<string, string>;
}

const FINANCIAL = ["AUTHORIZED", "EXPIRED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "VOIDED"] as const;
const FULFILLMENT = ["FULFILLED", "FULFILLMENT_NOT_REQUIRED", "IN_PROGRESS", "ON_HOLD", "OPEN", "PARTIALLY_FULFILLED", "PENDING_FULFILLMENT", "REQUEST_DECLINED", "RESTOCKED", "SCHEDULED", "UNFULFILLED"] as const;
/** Values to choose from (OrderDisplayFinancialStatus, OrderDisplayFulfillmentStatus). */
export const filterOptions = { financialStatuses: FINANCIAL, fulfillmentStatuses: FULFILLMENT, risk: ["exceptHigh", "onlyHigh"] } as const;

/** Ready-made filters; a new card has none. `paidUnshipped` is S2's: paid in some way and not wholly shipped. */
export const filterPresets = {
  none: {},
  paidUnshipped: { financialStatuses: ["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED"], fulfillmentStatuses: ["UNFULFILLED", "PARTIALLY_FULFILLED"] },
} as const satisfies Record<string, { financialStatuses?: readonly string[]; fulfillmentStatuses?: readonly string[] }>;

/** Lists arrive as arrays or as one text with commas. */
const list = z.union([z.array(z.string()), z.string().transform((text) => text.split(","))]).transform((values) => values.map((value) => value.trim()).filter((value) => value !== ""));
const text = z.string().trim().max(250).optional();
const shape = z.strictObject({
  shipToCountries: list.optional(),
  financialStatuses: list.optional(),
  fulfillmentStatuses: list.optional(),
  tags: text,
  channel: text,
  risk: z.union([z.enum(["exceptHigh", "onlyHigh"]), z.literal("").transform(() => undefined)]).optional(),
  fromNumber: z.union([z.number().int().min(0), z.string().trim().regex(/^\d{0,15}$/).transform((digits) => (digits === "" ? undefined : Number(digits)))]).optional(),
  attribute: z.strictObject({ key: z.string().trim().max(250), value: text }).optional(),
});

/** Reads a stored or typed filter; every refused part says which and why. */
export function parseFilter(value: unknown): Result<OrderFilter, FilterProblem[]> {
  const read = shape.safeParse(value ?? {});
  if (!read.success) return err(read.error.issues.map((issue) => ({ field: fieldOf(issue), problem: "filter.problem.unreadable", params: {} })));
  const { data } = read;
  const problems: FilterProblem[] = [];
  const upper = (values: string[] | undefined): string[] | undefined => (values && values.length > 0 ? values.map((entry) => entry.toUpperCase().replace(/[ -]/g, "_")) : undefined);
  const countries = upper(data.shipToCountries);
  const financial = upper(data.financialStatuses);
  const fulfillment = upper(data.fulfillmentStatuses);
  for (const [field, values, known] of [["financialStatuses", financial, FINANCIAL], ["fulfillmentStatuses", fulfillment, FULFILLMENT]] as const) {
    const unknown = (values ?? []).filter((entry) => !(known as readonly string[]).includes(entry));
    if (unknown.length > 0) problems.push({ field, problem: "filter.problem.unknownStatus", params: { values: unknown.join(", ") } });
  }
  const wrongCountries = (countries ?? []).filter((code) => !/^[A-Z]{2}$/.test(code));
  if (wrongCountries.length > 0) problems.push({ field: "shipToCountries", problem: "filter.problem.notACountry", params: { values: wrongCountries.join(", ") } });
  for (const field of ["tags", "channel"] as const) {
    const problem = patternProblem(data[field] ?? "");
    if (problem) problems.push({ field, problem: `filter.problem.${problem}`, params: { value: data[field] ?? "" } });
  }
  const valueProblem = patternProblem(data.attribute?.value ?? "");
  if (valueProblem) problems.push({ field: "attribute", problem: `filter.problem.${valueProblem}`, params: { value: data.attribute?.value ?? "" } });
  if (data.attribute?.key === "" && data.attribute.value) problems.push({ field: "attribute", problem: "filter.problem.attributeNeedsName", params: {} });
  if (problems.length > 0) return err(problems);
  return ok({
    ...(countries ? { shipToCountries: countries } : {}), ...(financial ? { financialStatuses: financial } : {}), ...(fulfillment ? { fulfillmentStatuses: fulfillment } : {}),
    ...(data.tags ? { tags: data.tags } : {}), ...(data.channel ? { channel: data.channel } : {}), ...(data.risk ? { risk: data.risk } : {}),
    ...(data.fromNumber === undefined ? {} : { fromNumber: data.fromNumber }),
    ...(data.attribute?.key ? { attribute: { key: data.attribute.key, ...(data.attribute.value ? { value: data.attribute.value } : {}) } } : {}),
  });
}

function fieldOf(issue: { code: string; path: PropertyKey[]; keys?: string[] }): keyof OrderFilter {
  return (issue.path[0] ?? issue.keys?.[0] ?? "tags") as keyof OrderFilter;
}

type Filtered = Pick<ListedOrder, "shipToCountry" | "financialStatus" | "fulfillmentStatus" | "tags" | "sourceName" | "channel" | "highRisk" | "number" | "attributes">;

/** Does the order pass every part of the filter? */
export function matches(filter: OrderFilter, order: Filtered): boolean {
  const among = (values: string[] | undefined, value: string | null): boolean => !values || values.length === 0 || (value !== null && values.includes(value));
  const channels = [order.channel?.displayName, order.channel?.handle, order.sourceName].filter((name) => name != null);
  const { attribute, channel } = filter;
  return among(filter.shipToCountries, order.shipToCountry?.toUpperCase() ?? null)
    && among(filter.financialStatuses, order.financialStatus)
    && among(filter.fulfillmentStatuses, order.fulfillmentStatus)
    && (!filter.tags || matchesPattern(filter.tags, tagText(order.tags)))
    && (!channel || (channel.startsWith("<>") ? channels.every((name) => matchesPattern(channel, name)) : channels.some((name) => matchesPattern(channel, name))))
    && (filter.risk === undefined || order.highRisk === (filter.risk === "onlyHigh"))
    && (filter.fromNumber === undefined || order.number >= filter.fromNumber)
    && (!attribute || order.attributes.some(({ key, value }) => key === attribute.key && (!attribute.value || matchesPattern(attribute.value, value ?? ""))));
}
