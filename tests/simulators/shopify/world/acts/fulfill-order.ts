/**
 * Shipping. A fulfillment takes units out of one or several fulfillment orders of one location; units of one order line stand in it as one line
 * (recording fulfillment-create-multi-group). A fulfillment order closes when nothing remains in it (recording fulfillment-order-lifecycle).
 */
import {
  announceFulfillment,
  announceFulfillmentUpdate,
  announceOrder,
  touch,
} from "../announce.ts";
import { trackingOf, type Tracking, type TrackingInput } from "../carriers.ts";
import { displayFulfillmentStatus } from "../fulfillment-state.ts";
import type {
  FulfillmentOrderLineRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
  LineRecord,
  OrderRecord,
} from "../model.ts";
import type { Store } from "../store.ts";
import { newFulfillmentOrder } from "./route-order.ts";

export interface Taken {
  part: FulfillmentOrderLineRecord;
  quantity: number;
}

export const everythingLeft = (fulfillmentOrder: FulfillmentOrderRecord): Taken[] =>
  fulfillmentOrder.lines
    .filter(({ remainingQuantity }) => remainingQuantity > 0)
    .map((part) => ({ part, quantity: part.remainingQuantity }));

/** Bare act, also used while an order is being placed: nothing is announced. */
export function ship(
  store: Store,
  fulfillmentOrders: FulfillmentOrderRecord[],
  taken: Taken[],
  tracking: Tracking[],
): FulfillmentRecord {
  const first = fulfillmentOrders[0]!;
  const { order } = first;
  for (const { part, quantity } of taken)
    if (quantity > part.remainingQuantity)
      throw new Error("Invalid fulfillment order line item quantity requested.");
  const fulfillment: FulfillmentRecord = {
    __typename: "Fulfillment",
    id: store.ids.of("Fulfillment"),
    // Recording fulfillment-create-name.
    name: `${order.name}-F${order.fulfillmentRecords.length + 1}`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: store.instant(),
    updatedAt: store.instant(),
    deliveredAt: null,
    inTransitAt: null,
    estimatedDeliveryAt: null,
    carrierEvents: [],
    location: first.methodType === "NONE" ? null : first.location,
    service: first.location,
    requiresShipping: first.methodType === "SHIPPING",
    tracking,
    lines: [],
    taken,
    fulfillmentOrders,
    order,
  };
  for (const { part, quantity } of taken) {
    part.remainingQuantity -= quantity;
    const line = fulfillment.lines.find(({ lineItem }) => lineItem === part.lineItem);
    if (line) line.quantity += quantity;
    else
      fulfillment.lines.push(
        store.keep({
          __typename: "FulfillmentLineItem",
          id: store.ids.of("FulfillmentLineItem"),
          quantity,
          lineItem: part.lineItem,
          order,
        }),
      );
  }
  for (const fulfillmentOrder of fulfillmentOrders) {
    const done = fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0);
    fulfillmentOrder.status = done ? "CLOSED" : "IN_PROGRESS";
    if (done && fulfillmentOrder.requestStatus === "ACCEPTED")
      fulfillmentOrder.requestStatus = "CLOSED";
    fulfillmentOrder.updatedAt = store.instant();
  }
  order.fulfillmentRecords.push(store.keep(fulfillment));
  return fulfillment;
}

/** `lines` left out: everything that remains. */
export function shipped(
  store: Store,
  fulfillmentOrder: FulfillmentOrderRecord,
  lines: { line: LineRecord; quantity: number }[] | undefined,
  tracking: TrackingInput,
): FulfillmentRecord {
  const taken =
    lines === undefined
      ? everythingLeft(fulfillmentOrder)
      : lines.map(({ line, quantity }) => {
          const part = fulfillmentOrder.lines.find(({ lineItem }) => lineItem === line);
          if (!part) throw new Error("Invalid fulfillment order line item quantity requested.");
          return { part, quantity };
        });
  return ship(store, [fulfillmentOrder], taken, trackingOf(tracking));
}

export function announceShipping(
  store: Store,
  order: OrderRecord,
  made: FulfillmentRecord[],
): void {
  made.forEach((fulfillment) => announceFulfillment(store, fulfillment));
  const status = displayFulfillmentStatus(order, "2026-10");
  if (status === "FULFILLED") announceOrder(store, "orders/fulfilled", order);
  if (status === "PARTIALLY_FULFILLED") announceOrder(store, "orders/partially_fulfilled", order);
  touch(store, order);
}

export function fulfillOrder(
  store: Store,
  order: OrderRecord,
  at: number | undefined,
  parts: { line: number; quantity: number }[] | undefined,
  tracking: TrackingInput,
): FulfillmentRecord[] {
  const open = order.fulfillmentOrderRecords.filter(
    ({ status }) => status === "OPEN" || status === "IN_PROGRESS",
  );
  const chosen = at === undefined ? open : [order.fulfillmentOrderRecords[at]!];
  if (chosen.length === 0) throw new Error(`Order ${order.name} has no open fulfillment order.`);
  const made = chosen.map((fulfillmentOrder) => {
    const own = parts
      ?.map(({ line, quantity }) => ({ line: order.lines[line]!, quantity }))
      .filter(({ line }) => fulfillmentOrder.lines.some(({ lineItem }) => lineItem === line));
    return shipped(store, fulfillmentOrder, own, tracking);
  });
  announceShipping(store, order, made);
  return made;
}

/**
 * Docs of fulfillmentCancel: units of a fulfillment order that still has some left go back into it; one that was shipped whole stays closed and a new
 * one takes them up at the same location, while the closed one's lines read what remains again (recording fulfillment-cancel-parity). An archived order opens.
 */
export function cancelFulfillment(store: Store, fulfillment: FulfillmentRecord): void {
  const { order } = fulfillment;
  fulfillment.status = "CANCELLED";
  fulfillment.displayStatus = "CANCELED";
  fulfillment.updatedAt = store.instant();
  for (const fulfillmentOrder of fulfillment.fulfillmentOrders) {
    const own = fulfillment.taken.filter(({ part }) => part.fulfillmentOrder === fulfillmentOrder);
    for (const { part, quantity } of own) part.remainingQuantity += quantity;
    if (fulfillmentOrder.status === "CLOSED") {
      newFulfillmentOrder(
        store,
        order,
        own.map(({ part, quantity }) => ({ line: part.lineItem, quantity })),
        {
          location: fulfillmentOrder.location.key,
          ...(fulfillmentOrder.methodType === "PICKUP_POINT"
            ? {}
            : { method: fulfillmentOrder.methodType }),
        },
      );
      continue;
    }
    if (
      fulfillmentOrder.requestStatus === "UNSUBMITTED" &&
      fulfillmentOrder.lines.every(
        ({ totalQuantity, remainingQuantity }) => totalQuantity === remainingQuantity,
      )
    )
      fulfillmentOrder.status = "OPEN";
    fulfillmentOrder.updatedAt = store.instant();
  }
  if (order.cancelledAt === null) order.closedAt = null;
  announceFulfillmentUpdate(store, fulfillment);
  touch(store, order);
}

export function retrack(store: Store, fulfillment: FulfillmentRecord, tracking: Tracking[]): void {
  fulfillment.tracking = tracking;
  fulfillment.updatedAt = store.instant();
  announceFulfillmentUpdate(store, fulfillment);
  touch(store, fulfillment.order);
}
