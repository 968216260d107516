/** States of fulfillment orders and of the order as a whole. */
import { currentQuantity } from "./arithmetic/line-amounts.ts";
import { mayFulfill } from "./fulfillment-scopes.ts";
import type { FulfillmentOrderRecord, LineRecord, OrderRecord } from "./model.ts";

const open = (order: OrderRecord) =>
  order.fulfillmentOrderRecords.filter(({ status }) => status !== "CANCELLED");

const fulfilledQuantity = (line: LineRecord): number =>
  line.order.fulfillmentRecords
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter(({ lineItem }) => lineItem === line)
    .reduce((total, { quantity }) => total + quantity, 0);

/** What still lies in fulfillment orders; held units do not count (recorded-answers §1). */
export const fulfillableQuantity = (line: LineRecord): number =>
  open(line.order)
    .flatMap(({ lines }) => lines)
    .filter(
      ({ lineItem, fulfillmentOrder: { status } }) =>
        lineItem === line && status !== "CLOSED" && status !== "ON_HOLD",
    )
    .reduce((total, { remainingQuantity }) => total + remainingQuantity, 0);

/** LineItem.unfulfilledQuantity. Tips and what never ships have nothing to fulfill, yet Shopify counts units not fulfilled; removed units do not count. */
export const unfulfilledQuantity = (line: LineRecord): number =>
  Math.max(
    0,
    line.isTip ? 0 : Math.min(currentQuantity(line), line.quantity - fulfilledQuantity(line)),
  );

/** Order.displayFulfillmentStatus. FULFILLMENT_NOT_REQUIRED came with 2026-10; before, such an order read as unfulfilled. */
export function displayFulfillmentStatus(order: OrderRecord, apiVersion: string): string {
  const lines = open(order).flatMap(({ lines: of }) => of);
  if (lines.length === 0)
    return apiVersion === "unstable" || apiVersion >= "2026-10"
      ? "FULFILLMENT_NOT_REQUIRED"
      : "UNFULFILLED";
  const left = open(order).filter(({ status }) => status !== "CLOSED");
  const shipped = order.fulfillmentRecords.some(({ status }) => status === "SUCCESS");
  if (shipped)
    return left.some(({ lines: of }) => of.some(({ remainingQuantity }) => remainingQuantity > 0))
      ? "PARTIALLY_FULFILLED"
      : "FULFILLED";
  const states = new Set(left.map(({ status }) => status));
  if (states.has("ON_HOLD")) return "ON_HOLD";
  if (states.has("SCHEDULED")) return "SCHEDULED";
  if (states.has("IN_PROGRESS")) return "IN_PROGRESS";
  return "UNFULFILLED";
}

export function restFulfillmentStatus(order: OrderRecord): string | null {
  const status = displayFulfillmentStatus(order, "2026-10");
  return status === "FULFILLED" ? "fulfilled" : status === "PARTIALLY_FULFILLED" ? "partial" : null;
}

/**
 * FulfillmentOrder.supportedActions, in Shopify's order. Recordings fulfillment-order-lifecycle, fulfillment-order-hold-multi-line: SPLIT needs more
 * than one unit, MERGE another open one at the same location; on hold only RELEASE_HOLD, HOLD, MOVE; closed none. `scopes`: those of the asking app.
 */
export function supportedActions(
  fulfillmentOrder: FulfillmentOrderRecord,
  scopes?: ReadonlySet<string>,
): string[] {
  if (fulfillmentOrder.location.isFulfillmentService)
    return serviceActions(fulfillmentOrder, scopes);
  const units = fulfillmentOrder.lines.reduce(
    (total, { remainingQuantity }) => total + remainingQuantity,
    0,
  );
  switch (fulfillmentOrder.status) {
    case "ON_HOLD":
      return onHold(fulfillmentOrder);
    case "IN_PROGRESS":
      return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"];
    case "SCHEDULED":
      return ["MARK_AS_OPEN", "MOVE"];
    case "OPEN": {
      const twin = fulfillmentOrder.order.fulfillmentOrderRecords.some(
        (other) =>
          other !== fulfillmentOrder &&
          other.status === "OPEN" &&
          other.location === fulfillmentOrder.location &&
          other.methodType === fulfillmentOrder.methodType,
      );
      return [
        "CREATE_FULFILLMENT",
        "REPORT_PROGRESS",
        "MOVE",
        "HOLD",
        ...(units > 1 ? ["SPLIT"] : []),
        ...(twin ? ["MERGE"] : []),
      ];
    }
    case "INCOMPLETE":
    case "CLOSED":
    case "CANCELLED":
      return [];
  }
}

const MOST_HOLDS_OF_AN_APP = 10;

/** An app that has ten holds on it can place no more (recording fulfillment-order-hold-validation). */
function onHold({ fulfillmentHolds }: FulfillmentOrderRecord): string[] {
  const own = fulfillmentHolds.filter(({ heldByRequestingApp }) => heldByRequestingApp);
  return own.length < MOST_HOLDS_OF_AN_APP
    ? ["RELEASE_HOLD", "HOLD", "MOVE"]
    : ["RELEASE_HOLD", "MOVE"];
}

/**
 * At a fulfillment service. Recording fulfillment-order-request-lifecycle for what was not asked for yet, in its order, and recorded-answers §1 for what the
 * service closed; the rest is believed: a request
 * under way can only be taken back, an accepted one can be shipped or taken back. Shipping for a service is listed for apps with the third_party scope alone.
 */
function serviceActions(
  fulfillmentOrder: FulfillmentOrderRecord,
  scopes?: ReadonlySet<string>,
): string[] {
  const create =
    scopes === undefined || mayFulfill(fulfillmentOrder, scopes) ? ["CREATE_FULFILLMENT"] : [];
  const units = fulfillmentOrder.lines.reduce(
    (total, { remainingQuantity }) => total + remainingQuantity,
    0,
  );
  switch (fulfillmentOrder.status) {
    case "ON_HOLD":
      return onHold(fulfillmentOrder);
    case "SCHEDULED":
      return ["MARK_AS_OPEN", "MOVE"];
    case "IN_PROGRESS":
      return [
        ...create,
        ...(fulfillmentOrder.requestStatus === "ACCEPTED" ? ["REQUEST_CANCELLATION"] : []),
      ];
    case "OPEN":
      return fulfillmentOrder.requestStatus === "SUBMITTED"
        ? ["REQUEST_CANCELLATION"]
        : ["REQUEST_FULFILLMENT", ...create, "HOLD", ...(units > 1 ? ["SPLIT"] : []), "MOVE"];
    case "INCOMPLETE":
      return ["REQUEST_FULFILLMENT", ...create, "HOLD", "MOVE"];
    case "CLOSED":
    case "CANCELLED":
      return [];
  }
}
