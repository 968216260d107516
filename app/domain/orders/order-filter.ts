import { z } from "zod";
import type { ListedOrder } from "./listed.ts";

const words = z.array(z.string().trim().min(1).max(255)).max(100);

/**
 * Which orders a card, a schedule or one sync takes (SET-17). What is absent does not filter. Tags are tokens: `*` stands for any text,
 * `@` before the token makes it ignore case (as in `@*gift*`), `!` before all of it means "without".
 */
export const orderFilterSchema = z.strictObject({
  shipToCountries: words.optional(),
  /** As Shopify writes them: PAID, AUTHORIZED … */
  financialStatuses: words.optional(),
  fulfillmentStatuses: words.optional(),
  tags: words.optional(),
  /** Handle or source name of the sales channel. */
  channels: words.optional(),
  risk: z.enum(["highOnly", "notHigh"]).optional(),
  fromNumber: z.int().min(1).max(2_000_000_000).optional(),
  attribute: z.strictObject({ key: z.string().trim().min(1).max(255), value: z.string().max(255).optional() }).optional(),
});

export type OrderFilter = z.output<typeof orderFilterSchema>;

/** S2's usual choice: paid kinds, not shipped yet. */
export const PAID_UNSHIPPED: OrderFilter = { financialStatuses: ["PAID", "AUTHORIZED", "PARTIALLY_PAID"], fulfillmentStatuses: ["UNFULFILLED", "PARTIALLY_FULFILLED", "IN_PROGRESS"] };

/** The first part of the filter that an order does not meet; undefined when it meets all. */
export function unmetFilter(filter: OrderFilter, order: ListedOrder): { field: keyof OrderFilter; wanted: string; actual: string } | undefined {
  const country = order.shipToCountry ?? order.billToCountry ?? order.sellToCountry;
  const checks: { field: keyof OrderFilter; wanted: string; actual: string; met: boolean }[] = [];
  const check = (field: keyof OrderFilter, wanted: string, actual: string, met: boolean): void => void checks.push({ field, wanted, actual, met });
  const oneOf = (field: keyof OrderFilter, wanted: readonly string[] | undefined, actual: readonly (string | null | undefined)[]): void => {
    if (wanted && wanted.length > 0) check(field, wanted.join(", "), actual.filter(Boolean).join(", "), wanted.some((value) => actual.some((other) => other?.toUpperCase() === value.toUpperCase())));
  };
  oneOf("shipToCountries", filter.shipToCountries, [country]);
  oneOf("financialStatuses", filter.financialStatuses, [order.financialStatus]);
  oneOf("fulfillmentStatuses", filter.fulfillmentStatuses, [order.fulfillmentStatus]);
  oneOf("channels", filter.channels, [order.channel?.handle, order.sourceName]);
  for (const token of filter.tags ?? []) check("tags", token, order.tags.join(", "), meetsTag(token, order.tags));
  if (filter.risk) check("risk", filter.risk, order.highRisk ? "HIGH" : "", (filter.risk === "highOnly") === order.highRisk);
  if (filter.fromNumber !== undefined) check("fromNumber", String(filter.fromNumber), String(order.number), order.number >= filter.fromNumber);
  const { attribute } = filter;
  if (attribute) {
    const found = order.attributes.filter(({ key }) => key.toLowerCase() === attribute.key.toLowerCase());
    check("attribute", attribute.value === undefined ? attribute.key : `${attribute.key}=${attribute.value}`, found.map(({ value }) => value ?? "").join(", "),
      found.some(({ value }) => attribute.value === undefined || (value ?? "").toLowerCase() === attribute.value.toLowerCase()));
  }
  const unmet = checks.find(({ met }) => !met);
  return unmet && { field: unmet.field, wanted: unmet.wanted, actual: unmet.actual };
}

/** One token against all tags of an order. */
export function meetsTag(token: string, tags: readonly string[]): boolean {
  const without = token.startsWith("!");
  const rest = without ? token.slice(1) : token;
  const anyCase = rest.startsWith("@");
  const pattern = anyCase ? rest.slice(1) : rest;
  const found = tags.some((tag) => (anyCase ? likeText(tag.toLowerCase(), pattern.toLowerCase()) : likeText(tag, pattern)));
  return found !== without;
}

/** `*` in the pattern stands for any text; without regular expressions, so that no pattern can be slow. */
function likeText(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
