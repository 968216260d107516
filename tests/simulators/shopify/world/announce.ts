/** Which webhooks a change of an order sets off, with payloads in REST form (Shopify webhook reference; traps in the payloads of orders/edited and fulfillment_orders/*). */
import { numericId } from "./ids.ts";
import type { FulfillmentOrderRecord, FulfillmentRecord, OrderRecord, RefundRecord, TransactionRecord } from "./model.ts";
import { restFulfillment, restOrder, restRefund, restTransaction } from "./rest-form.ts";
import type { Store } from "./store.ts";

export const announceOrder = (store: Store, topic: string, order: OrderRecord): void => store.emit(topic, order.id, restOrder(order));

/** Every change of an order moves updatedAt and fires orders/updated. */
export function touch(store: Store, order: OrderRecord): void {
  order.updatedAt = store.instant();
  announceOrder(store, "orders/updated", order);
}

/** Carries the id as a gid and the status in lower case, nothing more (facts on webhooks). */
export const announceFulfillmentOrder = (store: Store, topic: string, fulfillmentOrder: FulfillmentOrderRecord): void =>
  store.emit(topic, fulfillmentOrder.id, { fulfillment_order: { id: fulfillmentOrder.id, status: fulfillmentOrder.status.toLowerCase() } });

export const announceRefund = (store: Store, refund: RefundRecord): void => store.emit("refunds/create", refund.id, restRefund(refund));
export const announceFulfillment = (store: Store, fulfillment: FulfillmentRecord): void => store.emit("fulfillments/create", fulfillment.id, restFulfillment(fulfillment));
export const announceFulfillmentUpdate = (store: Store, fulfillment: FulfillmentRecord): void => store.emit("fulfillments/update", fulfillment.id, restFulfillment(fulfillment));
export const announceTransaction = (store: Store, transaction: TransactionRecord): void => store.emit("order_transactions/create", transaction.id, restTransaction(transaction));

/** Not the order: only what the edit added and took away. */
export function announceEdit(store: Store, order: OrderRecord, editId: string, added: { id: string; delta: number }[], removed: { id: string; delta: number }[]): void {
  const rows = (items: { id: string; delta: number }[]) => items.map(({ id, delta }) => ({ id: numericId(id), delta }));
  store.emit("orders/edited", order.id, {
    order_edit: {
      id: numericId(editId), app_id: null, created_at: store.instant(), notify_customer: false, order_id: numericId(order.id), staff_note: "", user_id: null,
      line_items: { additions: rows(added), removals: rows(removed) }, discounts: { line_item: { additions: [], removals: [] } }, shipping_lines: { additions: [], removals: [] },
    },
  });
}
