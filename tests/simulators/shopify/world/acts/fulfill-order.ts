/** Shipping: a fulfillment takes units out of one fulfillment order, which closes when nothing remains (recording fulfillment-order-lifecycle). */
import { announceFulfillment, announceOrder, touch } from "../announce.ts";
import { displayFulfillmentStatus } from "../fulfillment-state.ts";
import type { FulfillmentOrderRecord, FulfillmentRecord, LineRecord, OrderRecord } from "../model.ts";
import type { Store } from "../store.ts";

export interface Tracking { company?: string; number?: string; url?: string }

/** Bare act, also used while an order is being placed. `parts` left out: everything that remains. */
export function fulfill(store: Store, fulfillmentOrder: FulfillmentOrderRecord, parts: { line: LineRecord; quantity: number }[] | undefined, tracking: Tracking): FulfillmentRecord {
  const { order } = fulfillmentOrder;
  const fulfillment: FulfillmentRecord = {
    __typename: "Fulfillment", id: store.ids.of("Fulfillment"), name: `${order.name}.${order.fulfillmentRecords.length + 1}`, status: "SUCCESS", displayStatus: "FULFILLED", createdAt: store.instant(), updatedAt: store.instant(), deliveredAt: null, inTransitAt: null, estimatedDeliveryAt: null,
    location: fulfillmentOrder.methodType === "NONE" ? null : fulfillmentOrder.location, requiresShipping: fulfillmentOrder.methodType === "SHIPPING",
    tracking: tracking.number === undefined && tracking.company === undefined ? [] : [{ company: tracking.company ?? null, number: tracking.number ?? null, url: tracking.url ?? null }], lines: [], fulfillmentOrder, order,
  };
  for (const { line, quantity } of parts ?? fulfillmentOrder.lines.map(({ lineItem, remainingQuantity }) => ({ line: lineItem, quantity: remainingQuantity }))) {
    const part = fulfillmentOrder.lines.find(({ lineItem }) => lineItem === line);
    if (!part || quantity > part.remainingQuantity) throw new Error("Invalid fulfillment order line item quantity requested.");
    if (quantity === 0) continue;
    part.remainingQuantity -= quantity;
    fulfillment.lines.push(store.keep({ __typename: "FulfillmentLineItem", id: store.ids.of("FulfillmentLineItem"), quantity, lineItem: line, order }));
  }
  fulfillmentOrder.status = fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0) ? "CLOSED" : "IN_PROGRESS";
  fulfillmentOrder.updatedAt = store.instant();
  order.fulfillmentRecords.push(store.keep(fulfillment));
  return fulfillment;
}

export function fulfillOrder(store: Store, order: OrderRecord, at: number | undefined, parts: { line: number; quantity: number }[] | undefined, tracking: Tracking): FulfillmentRecord[] {
  const open = order.fulfillmentOrderRecords.filter(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const chosen = at === undefined ? open : [order.fulfillmentOrderRecords[at]!];
  if (chosen.length === 0) throw new Error(`Order ${order.name} has no open fulfillment order.`);
  const made = chosen.map((fulfillmentOrder) => {
    const own = parts?.map(({ line, quantity }) => ({ line: order.lines[line]!, quantity })).filter(({ line }) => fulfillmentOrder.lines.some(({ lineItem }) => lineItem === line));
    return fulfill(store, fulfillmentOrder, own, tracking);
  });
  made.forEach((fulfillment) => announceFulfillment(store, fulfillment));
  const status = displayFulfillmentStatus(order, "2026-10");
  if (status === "FULFILLED") announceOrder(store, "orders/fulfilled", order);
  if (status === "PARTIALLY_FULFILLED") announceOrder(store, "orders/partially_fulfilled", order);
  touch(store, order);
  return made;
}
