/** The filters of orders(query:). An unknown one is dropped; only extensions.search[].warnings tells (code invalid_field). */
import { Big } from "../arithmetic/big.ts";
import { currentTotal } from "../arithmetic/order-totals.ts";
import { financialStatus } from "../arithmetic/payments.ts";
import { returnStatus } from "../acts/return-order.ts";
import { displayFulfillmentStatus } from "../fulfillment-state.ts";
import { numericId } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import { parseSearch, type Comparator, type Node } from "./parse.ts";

interface Wanted {
  comparator: Comparator;
  value: string;
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

/** Words match whatever their case; a `*` at the end takes any continuation; a comma lists alternatives. */
const same = (actual: string | null, wanted: string): boolean => {
  if (actual === null) return false;
  const text = actual.toLowerCase();
  return wanted
    .toLowerCase()
    .split(",")
    .some((one) =>
      one === "*"
        ? text !== ""
        : one.endsWith("*")
          ? text.startsWith(one.slice(0, -1))
          : text === one.trim(),
    );
};

/** A day without time means its whole day in UTC when compared for equality, its first instant otherwise. */
function sameInstant(actual: string, { comparator, value }: Wanted): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const instant = Date.parse(
    day ? `${value}T00:00:00Z` : /T\d{2}$/.test(value) ? `${value}:00:00Z` : value,
  );
  if (Number.isNaN(instant)) return true;
  const at = Date.parse(actual);
  if (day && comparator === "=") return at >= instant && at < instant + 86_400_000;
  return compared(at - instant, comparator);
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
  (order, { value }) =>
    same(of(order), value);
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
  name: (order, { value }) => same(order.name, value) || same(String(order.number), value),
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
    /^-?\d+(\.\d+)?$/.test(value) &&
    compared(currentTotal(order).shop.cmp(new Big(value)), comparator),
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
  unknown: string[];
}

export function searchOrders(query: string): SearchResult {
  const unknown: string[] = [];
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
          unknown.push(node.field);
          return () => true;
        }
        return (order) => filter(order, { comparator: node.comparator, value: node.value });
      }
    }
  };
  return { matches: compile(parseSearch(query)), unknown };
}
