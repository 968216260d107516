/**
 * The filters of orders(query:). An unknown one is dropped, a value that is none matches nothing; only extensions.search[].warnings tells
 * (codes invalid_field, invalid_value).
 */
import { Big } from "../arithmetic/big.ts";
import { currentTotal } from "../arithmetic/order-totals.ts";
import { financialStatus } from "../arithmetic/payments.ts";
import { returnStatus } from "../acts/return-order.ts";
import { displayFulfillmentStatus } from "../fulfillment-state.ts";
import { numericId } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import { parseSearch, type Comparator, type Node } from "./parse.ts";
import { invalidField, invalidValue, type SearchWarning } from "./warnings.ts";

interface Wanted {
  comparator: Comparator;
  value: string;
  quoted: boolean;
  /** The shop's time zone. */
  zone: string;
}
type Filter = (order: OrderRecord, wanted: Wanted) => boolean;

const compared = (difference: number, comparator: Comparator): boolean =>
  ({
    "=": difference === 0,
    ">": difference > 0,
    ">=": difference >= 0,
    "<": difference < 0,
    "<=": difference <= 0,
  })[comparator];

/** Words match whatever their case; a `*` at the end takes any continuation; a comma lists alternatives, unless the value is quoted: then it is one phrase. */
const same = (actual: string | null, wanted: string, quoted = false): boolean => {
  if (actual === null) return false;
  const text = actual.toLowerCase();
  return (quoted ? [wanted.toLowerCase()] : wanted.toLowerCase().split(",")).some((one) =>
    one === "*"
      ? text !== ""
      : one.endsWith("*")
        ? text.startsWith(one.slice(0, -1))
        : text === one.trim(),
  );
};

const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A value without a zone is read in the shop's, and of one that is not quoted only the day counts (recorded-answers §4). A day without
 * time means the whole of it when compared for equality, its first instant otherwise. What the parser left of an unquoted instant ("…T08")
 * is its hour in UTC, as measured.
 */
function sameInstant(actual: string, { comparator, value, quoted, zone }: Wanted): boolean {
  const text = /T\d{2}$/.test(value)
    ? `${value}:00:00Z`
    : !quoted && !ZONE.test(value)
      ? value.slice(0, 10)
      : value;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const instant = ZONE.test(text) && !day ? Date.parse(text) : inZone(text, zone);
  if (Number.isNaN(instant)) return true;
  const at = Date.parse(actual);
  if (day && comparator === "=") return at >= instant && at < instant + 86_400_000;
  return compared(at - instant, comparator);
}

/** The instant at which clocks in `zone` show this date and time. */
function inZone(text: string, zone: string): number {
  const wall = Date.parse(`${text.length === 10 ? `${text}T00:00:00` : text}Z`);
  if (Number.isNaN(wall)) return wall;
  const shown = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
      hourCycle: "h23",
    })
      .formatToParts(wall)
      .map(({ type, value }) => [type, value]),
  );
  const there = Date.parse(
    `${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:${shown.second}Z`,
  );
  return wall - (there - wall);
}

const status: Filter = (order, { value }) => {
  const closed = order.closedAt !== null;
  const cancelled = order.cancelledAt !== null;
  return value
    .toLowerCase()
    .split(",")
    .some(
      (one) =>
        (
          ({
            open: !closed && !cancelled,
            closed: closed && !cancelled,
            cancelled,
            not_closed: !closed,
            any: true,
          }) as Record<string, boolean>
        )[one] ?? false,
    );
};

const financial: Filter = (order, { value }) => {
  const actual = financialStatus(order);
  return value
    .toLowerCase()
    .split(",")
    .some(
      (one) =>
        one === "any" ||
        (one === "unpaid"
          ? actual === null || ["PENDING", "AUTHORIZED", "PARTIALLY_PAID"].includes(actual)
          : actual?.toLowerCase() === one),
    );
};

const fulfillment: Filter = (order, { value }) => {
  const actual = displayFulfillmentStatus(order, "2026-10").toLowerCase();
  const names: Record<string, string[]> = {
    shipped: ["fulfilled"],
    unshipped: ["unfulfilled", "on_hold", "scheduled", "in_progress"],
    partial: ["partially_fulfilled"],
    unfulfilled: ["unfulfilled", "partially_fulfilled", "on_hold", "scheduled", "in_progress"],
  };
  return value
    .toLowerCase()
    .split(",")
    .some((one) => one === "any" || (names[one] ?? [one]).includes(actual));
};

const risk: Filter = (order, { value }) =>
  order.risk.assessments.some(({ riskLevel }) => same(riskLevel, value));
const text =
  (of: (order: OrderRecord) => string | null): Filter =>
  (order, { value, quoted }) =>
    same(of(order), value, quoted);
const instant =
  (of: (order: OrderRecord) => string): Filter =>
  (order, wanted) =>
    sameInstant(of(order), wanted);
const idOf =
  (of: (order: OrderRecord) => string | undefined): Filter =>
  (order, { value, comparator }) => {
    const id = of(order);
    return (
      id !== undefined &&
      value
        .split(",")
        .some((one) => compared(numericId(id) - Number(one.split("/").at(-1)), comparator))
    );
  };

const FILTERS: Record<string, Filter> = {
  status,
  financial_status: financial,
  fulfillment_status: fulfillment,
  risk_level: risk,
  tag: (order, { value }) => order.tags.some((tag) => same(tag, value)),
  tag_not: (order, { value }) => !order.tags.some((tag) => same(tag, value)),
  source_name: text(({ sourceName }) => sourceName),
  source_identifier: text(({ sourceIdentifier }) => sourceIdentifier),
  channel: text(({ attribution }) => attribution?.handle ?? null),
  sales_channel: text(({ attribution }) => attribution?.displayName ?? null),
  name: (order, { value, quoted }) =>
    same(order.name, value, quoted) || same(String(order.number), value, quoted),
  email: text(({ email }) => email),
  po_number: text(({ poNumber }) => poNumber),
  test: (order, { value }) => String(order.test) === value.toLowerCase(),
  return_status: text((order) => returnStatus(order)),
  created_at: instant(({ createdAt }) => createdAt),
  updated_at: instant(({ updatedAt }) => updatedAt),
  processed_at: instant(({ processedAt }) => processedAt),
  id: idOf(({ id }) => id),
  customer_id: idOf(({ customer }) => customer?.id),
  location_id: idOf(({ retailLocation }) => retailLocation?.id),
  app_id: idOf(({ app }) => app?.id),
  user_id: () => false,
  fulfillment_location_id: (order, { value }) =>
    order.fulfillmentOrderRecords.some(({ location }) => String(numericId(location.id)) === value),
  reference_location_id: (order, { value }) =>
    order.retailLocation !== null && String(numericId(order.retailLocation.id)) === value,
  sku: (order, { value }) => order.lines.some(({ sku }) => same(sku, value)),
  gateway: (order, { value }) => order.transactions.some(({ gateway }) => same(gateway, value)),
  payment_id: (order, { value }) =>
    order.transactions.some(({ paymentId }) => same(paymentId, value)),
  discount_code: (order, { value }) => order.discounts.some(({ code }) => same(code, value)),
  confirmation_number: text(({ confirmationNumber }) => confirmationNumber),
  current_total_price: (order, { value, comparator }) =>
    compared(currentTotal(order).shop.cmp(new Big(value)), comparator),
};

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
/** Values of Shopify's documentation of orders(query:). */
const ACCEPTED: Record<string, ReadonlySet<string>> = {
  status: words("open closed cancelled not_closed any"),
  financial_status: words(
    "any paid pending authorized partially_paid partially_refunded refunded voided expired unpaid",
  ),
  fulfillment_status: words(
    "any unshipped shipped fulfilled partial partially_fulfilled unfulfilled scheduled on_hold in_progress request_declined fulfillment_not_required",
  ),
  return_status: words(
    "no_return return_requested in_progress inspection_complete return_failed returned",
  ),
  risk_level: words("low medium high pending none"),
  test: words("true false"),
};

const bare = (order: OrderRecord, value: string): boolean =>
  [
    order.name,
    String(order.number),
    order.email,
    order.customer?.firstName,
    order.customer?.lastName,
    order.shippingAddress?.lastName,
    order.note,
    order.poNumber,
    ...order.tags,
    ...order.lines.flatMap(({ sku, title }) => [sku, title]),
  ].some((field) => field?.toLowerCase().includes(value.toLowerCase()));

export interface SearchResult {
  matches: (order: OrderRecord) => boolean;
  warnings: SearchWarning[];
}

const DAY_OR_INSTANT =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;

/** Filters that know more and less. */
const RANGED = /^(?:\w+_at|id|current_total_price|(?:customer|location|app)_id)$/;

/** A value of a filter that takes only certain ones (recorded for bulkOperations; that orders answer alike is believed). */
function unaccepted(field: string, value: string): boolean {
  if (field.endsWith("_at")) return !DAY_OR_INSTANT.test(value);
  if (field === "current_total_price") return !/^-?\d+(\.\d+)?$/.test(value);
  if (field === "id" || field.endsWith("_id"))
    return field !== "payment_id" && !value.split(",").every((one) => /(?:^|\/)\d+$/.test(one));
  const accepted = ACCEPTED[field];
  return (
    accepted !== undefined && !value.split(",").every((one) => accepted.has(one.toLowerCase()))
  );
}

export function searchOrders(query: string, zone: string): SearchResult {
  const warnings: SearchWarning[] = [];
  const compile = (node: Node): ((order: OrderRecord) => boolean) => {
    switch (node.kind) {
      case "all":
        return () => true;
      case "and": {
        const parts = node.parts.map(compile);
        return (order) => parts.every((part) => part(order));
      }
      case "or": {
        const parts = node.parts.map(compile);
        return (order) => parts.some((part) => part(order));
      }
      case "not": {
        const dropped = node.part.kind === "filter" && FILTERS[node.part.field] === undefined;
        const part = compile(node.part);
        return (order) => dropped || !part(order);
      }
      case "text":
        return (order) => bare(order, node.value);
      case "filter": {
        const filter = FILTERS[node.field];
        if (filter === undefined) {
          warnings.push(invalidField(node.field));
          return () => true;
        }
        const { comparator, value, quoted } = node;
        if (comparator !== "=" && !RANGED.test(node.field))
          throw new Error(`The simulated shop does not compare ${node.field} by ${comparator}.`);
        if (unaccepted(node.field, value)) {
          warnings.push(invalidValue(node.field, value));
          return () => false;
        }
        return (order) => filter(order, { comparator, value, quoted, zone });
      }
    }
  };
  return { matches: compile(parseSearch(query)), warnings };
}
