/**
 * Fulfillment orders change under an app: moved, split, merged, held, let go, their day come. What becomes of which: docs of fulfillmentOrderMove,
 * recordings fulfillment-order-lifecycle, fulfillment-order-split-multi, fulfillment-order-hold-multi-line.
 */
import {
  announceFulfillmentOrder,
  announceMerge,
  announceMove,
  announceSplit,
  touch,
} from "../announce.ts";
import type { FulfillmentOrderLineRecord, FulfillmentOrderRecord, LineRecord } from "../model.ts";
import type { LocationRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { newFulfillmentOrder } from "./route-order.ts";

interface Part {
  part: FulfillmentOrderLineRecord;
  quantity: number;
}
const AWAITED = new Set([
  "SUBMITTED",
  "ACCEPTED",
  "CANCELLATION_REQUESTED",
  "CANCELLATION_REJECTED",
]);

/** Units of order lines as units of this fulfillment order's lines. */
export function partsOf(
  fulfillmentOrder: FulfillmentOrderRecord,
  lines: { line: number; quantity: number }[],
): Part[] {
  return lines.map(({ line, quantity }) => {
    const part = fulfillmentOrder.lines.find(
      ({ lineItem }) => lineItem === fulfillmentOrder.order.lines[line],
    );
    if (!part || quantity > part.remainingQuantity)
      throw new Error(
        `The fulfillment order ${fulfillmentOrder.id} has not ${quantity} units of line ${line} left.`,
      );
    return { part, quantity };
  });
}

const like = (fulfillmentOrder: FulfillmentOrderRecord, location: LocationRecord) => ({
  location: location.key,
  ...(fulfillmentOrder.methodType === "PICKUP_POINT"
    ? {}
    : { method: fulfillmentOrder.methodType }),
});

/** Takes the units out, closing what is emptied, and puts them into a new fulfillment order. */
function takeOut(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  parts: Part[],
  location: LocationRecord,
  more: { line: LineRecord; quantity: number }[] = [],
): FulfillmentOrderRecord {
  for (const { part, quantity } of parts) {
    part.totalQuantity -= quantity;
    part.remainingQuantity -= quantity;
  }
  fulfillmentOrder.lines = fulfillmentOrder.lines.filter(({ totalQuantity }) => totalQuantity > 0);
  if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0))
    fulfillmentOrder.status = "CLOSED";
  fulfillmentOrder.updatedAt = store.instant();
  const wanted = new Map<LineRecord, number>();
  for (const { line, quantity } of [
    ...parts.map(({ part, quantity }) => ({ line: part.lineItem, quantity })),
    ...more,
  ])
    wanted.set(line, (wanted.get(line) ?? 0) + quantity);
  return newFulfillmentOrder(
    store,
    fulfillmentOrder.order,
    [...wanted].map(([line, quantity]) => ({ line, quantity })),
    like(fulfillmentOrder, location),
  );
}

/** All units of an untouched one: it stays itself at the new place. Some of them: a new one, which also takes up an active one that was there already. */
export function moveFulfillmentOrder(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  location: LocationRecord,
  lines?: { line: number; quantity: number }[],
): FulfillmentOrderRecord {
  if (
    fulfillmentOrder.status === "CLOSED" ||
    fulfillmentOrder.status === "CANCELLED" ||
    (fulfillmentOrder.status === "IN_PROGRESS" &&
      fulfillmentOrder.lines.every(
        ({ totalQuantity, remainingQuantity }) => totalQuantity === remainingQuantity,
      ))
  )
    throw new Error(`A fulfillment order that is ${fulfillmentOrder.status} cannot be moved.`);
  if (AWAITED.has(fulfillmentOrder.requestStatus))
    throw new Error(
      `A fulfillment order whose request is ${fulfillmentOrder.requestStatus} cannot be moved.`,
    );
  const from = fulfillmentOrder.location;
  const parts = lines
    ? partsOf(fulfillmentOrder, lines)
    : fulfillmentOrder.lines
        .filter(({ remainingQuantity }) => remainingQuantity > 0)
        .map((part) => ({ part, quantity: part.remainingQuantity }));
  const whole = fulfillmentOrder.lines.every(
    (line) =>
      line.totalQuantity === line.remainingQuantity &&
      parts.some(({ part, quantity }) => part === line && quantity === line.totalQuantity),
  );
  const asked = parts.map(({ part, quantity }) => ({ id: part.id, quantity }));
  let moved = fulfillmentOrder;
  if (whole) Object.assign(fulfillmentOrder, { location, updatedAt: store.instant() });
  else {
    const there = fulfillmentOrder.order.fulfillmentOrderRecords.find(
      (other) =>
        other !== fulfillmentOrder &&
        other.status === "OPEN" &&
        other.location === location &&
        other.methodType === fulfillmentOrder.methodType,
    );
    const units = (there?.lines ?? []).map(({ lineItem, remainingQuantity }) => ({
      line: lineItem,
      quantity: remainingQuantity,
    }));
    if (there) empty(store, there);
    moved = takeOut(store, fulfillmentOrder, parts, location, units);
  }
  announceMove(store, fulfillmentOrder, moved, from, asked);
  touch(store, fulfillmentOrder.order);
  return moved;
}

/** Units into a fulfillment order of their own at the same place, unannounced. */
export const splitOff = (
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  parts: Part[],
): FulfillmentOrderRecord => takeOut(store, fulfillmentOrder, parts, fulfillmentOrder.location);

function empty(store: Store, fulfillmentOrder: FulfillmentOrderRecord): void {
  for (const line of fulfillmentOrder.lines) {
    line.totalQuantity -= line.remainingQuantity;
    line.remainingQuantity = 0;
  }
  fulfillmentOrder.status = "CLOSED";
  fulfillmentOrder.updatedAt = store.instant();
}

/** The named units leave into a new one; the rest stays (recording: 1 of 3 split off leaves 2 under the old id). */
export function splitFulfillmentOrder(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  lines: { line: number; quantity: number }[],
): FulfillmentOrderRecord {
  if (fulfillmentOrder.status !== "OPEN")
    throw new Error(`A fulfillment order that is ${fulfillmentOrder.status} cannot be split.`);
  const parts = partsOf(fulfillmentOrder, lines);
  if (
    parts.reduce((total, { quantity }) => total + quantity, 0) >=
    fulfillmentOrder.lines.reduce((total, { remainingQuantity }) => total + remainingQuantity, 0)
  )
    throw new Error("A split must leave something behind.");
  const asked = parts.map(({ part, quantity }) => ({ id: part.id, quantity }));
  const made = takeOut(store, fulfillmentOrder, parts, fulfillmentOrder.location);
  announceSplit(store, fulfillmentOrder, made, asked);
  touch(store, fulfillmentOrder.order);
  return made;
}

/** The first takes up the others, which close (recording: 2 and 1 become 3 in one line under the first id). */
export function mergeFulfillmentOrders(
  store: Store,
  merged: FulfillmentOrderRecord[],
): FulfillmentOrderRecord {
  const [first, ...others] = merged;
  if (!first || others.length === 0) throw new Error("Merging takes two fulfillment orders.");
  if (
    merged.some(
      ({ status, location, methodType }) =>
        status !== "OPEN" || location !== first.location || methodType !== first.methodType,
    )
  )
    throw new Error("Only open fulfillment orders of one location can be merged.");
  const intents = merged.map(({ id, lines }) => ({
    id,
    lines: lines.map(({ id: line, remainingQuantity }) => ({
      id: line,
      quantity: remainingQuantity,
    })),
  }));
  for (const other of others) {
    for (const { lineItem, remainingQuantity } of other.lines) {
      const same = first.lines.find((line) => line.lineItem === lineItem);
      if (same) {
        same.totalQuantity += remainingQuantity;
        same.remainingQuantity += remainingQuantity;
      } else
        first.lines.push(
          store.keep({
            __typename: "FulfillmentOrderLineItem",
            id: store.ids.of("FulfillmentOrderLineItem"),
            totalQuantity: remainingQuantity,
            remainingQuantity,
            lineItem,
            fulfillmentOrder: first,
          }),
        );
    }
    empty(store, other);
  }
  first.updatedAt = store.instant();
  announceMerge(store, first, intents);
  touch(store, first.order);
  return first;
}

/** Its day has come. */
export function scheduledReady(store: Store, fulfillmentOrder: FulfillmentOrderRecord): void {
  if (fulfillmentOrder.status !== "SCHEDULED")
    throw new Error(
      `The fulfillment order ${fulfillmentOrder.id} is not scheduled but ${fulfillmentOrder.status}.`,
    );
  Object.assign(fulfillmentOrder, {
    status: "OPEN",
    fulfillAt: store.instant(),
    updatedAt: store.instant(),
  });
  announceFulfillmentOrder(
    store,
    "fulfillment_orders/scheduled_fulfillment_order_ready",
    fulfillmentOrder,
  );
  touch(store, fulfillmentOrder.order);
}

export const routingComplete = (store: Store, fulfillmentOrder: FulfillmentOrderRecord): void =>
  announceFulfillmentOrder(store, "fulfillment_orders/order_routing_complete", fulfillmentOrder);
