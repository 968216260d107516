/** Which webhooks a change of an order sets off, with payloads in REST form (Shopify webhook reference; traps in the payloads of orders/edited and fulfillment_orders/*). */
import { archiveItself } from "./archive-itself.ts";
import { numericId } from "./ids.ts";
import type {
  FulfillmentOrderRecord,
  FulfillmentRecord,
  OrderRecord,
  RefundRecord,
  ReturnRecord,
  ReverseLineRecord,
  ReverseOrderRecord,
  TransactionRecord,
} from "./model.ts";
import type { LocationRecord } from "./model-shop.ts";
import { restFulfillment, restOrder, restRefund, restTransaction } from "./rest-form.ts";
import type { Store } from "./store.ts";

export const announceOrder = (store: Store, topic: string, order: OrderRecord): void =>
  store.emit(topic, order.id, restOrder(order));

/** Every change of an order moves updatedAt and fires orders/updated. */
export function touch(store: Store, order: OrderRecord): void {
  order.updatedAt = store.instant();
  announceOrder(store, "orders/updated", order);
  archiveItself(store, order, (changed) => touch(store, changed));
}

/** Carries the id as a gid and the status in lower case, nothing more (facts on webhooks). */
export const announceFulfillmentOrder = (
  store: Store,
  topic: string,
  fulfillmentOrder: FulfillmentOrderRecord,
): void =>
  store.emit(topic, fulfillmentOrder.id, {
    fulfillment_order: { id: fulfillmentOrder.id, status: fulfillmentOrder.status.toLowerCase() },
  });

/** Payloads of the topics below: Shopify webhook reference; gids and lower-case states, and the fulfillment order stands under different keys. */
const stateOf = ({ id, status }: FulfillmentOrderRecord) => ({ id, status: status.toLowerCase() });
const withRequest = (fulfillmentOrder: FulfillmentOrderRecord) => ({
  ...stateOf(fulfillmentOrder),
  request_status: fulfillmentOrder.requestStatus.toLowerCase(),
});
interface Units {
  id: string;
  quantity: number;
}

export const announceMove = (
  store: Store,
  original: FulfillmentOrderRecord,
  moved: FulfillmentOrderRecord,
  from: LocationRecord,
  asked: Units[],
): void =>
  store.emit("fulfillment_orders/moved", moved.id, {
    original_fulfillment_order: {
      ...stateOf(original),
      assigned_location_id: original.location.id,
    },
    moved_fulfillment_order: { ...stateOf(moved), assigned_location_id: moved.location.id },
    destination_location_id: moved.location.id,
    fulfillment_order_line_items_requested: asked,
    source_location: { id: from.id },
  });
export const announceSplit = (
  store: Store,
  original: FulfillmentOrderRecord,
  made: FulfillmentOrderRecord,
  asked: Units[],
): void =>
  store.emit("fulfillment_orders/split", original.id, {
    split_line_items: asked,
    fulfillment_order: stateOf(original),
    remaining_fulfillment_order: stateOf(made),
    replacement_fulfillment_order: null,
  });
export const announceMerge = (
  store: Store,
  merged: FulfillmentOrderRecord,
  intents: { id: string; lines: Units[] }[],
): void =>
  store.emit("fulfillment_orders/merged", merged.id, {
    merge_intents: intents.map(({ id, lines }) => ({
      fulfillment_order_id: numericId(id),
      fulfillment_order_line_items: lines.map((line) => ({
        id: numericId(line.id),
        quantity: line.quantity,
      })),
    })),
    fulfillment_order_merges: { fulfillment_order: stateOf(merged) },
  });
/** A request submitted names two fulfillment orders, an answer one. */
export function announceRequest(
  store: Store,
  topic: string,
  fulfillmentOrder: FulfillmentOrderRecord,
  message: string,
): void {
  const request = fulfillmentOrder.requests.at(-1);
  const asked = { fulfillment_order_merchant_request: { id: request?.id ?? null, message } };
  store.emit(
    topic,
    fulfillmentOrder.id,
    topic.endsWith("/fulfillment_request_submitted")
      ? {
          original_fulfillment_order: withRequest(fulfillmentOrder),
          submitted_fulfillment_order: withRequest(fulfillmentOrder),
          ...asked,
        }
      : {
          fulfillment_order: withRequest(fulfillmentOrder),
          ...(topic.endsWith("_submitted") ? asked : { message }),
        },
  );
}

export const announceRefund = (store: Store, refund: RefundRecord): void =>
  store.emit("refunds/create", refund.id, restRefund(refund));
export const announceFulfillment = (store: Store, fulfillment: FulfillmentRecord): void =>
  store.emit("fulfillments/create", fulfillment.id, restFulfillment(fulfillment));
export const announceFulfillmentUpdate = (store: Store, fulfillment: FulfillmentRecord): void =>
  store.emit("fulfillments/update", fulfillment.id, restFulfillment(fulfillment));
export const announceTransaction = (store: Store, transaction: TransactionRecord): void =>
  store.emit("order_transactions/create", transaction.id, restTransaction(transaction));

/** Not the order: only what the edit added and took away. */
export function announceEdit(
  store: Store,
  order: OrderRecord,
  editId: string,
  added: { id: string; delta: number }[],
  removed: { id: string; delta: number }[],
): void {
  const rows = (items: { id: string; delta: number }[]) =>
    items.map(({ id, delta }) => ({ id: numericId(id), delta }));
  store.emit("orders/edited", order.id, {
    order_edit: {
      id: numericId(editId),
      app_id: null,
      created_at: store.instant(),
      notify_customer: false,
      order_id: numericId(order.id),
      staff_note: "",
      user_id: null,
      line_items: { additions: rows(added), removals: rows(removed) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  });
}

/** Fields by topic: Shopify's webhook reference. A request, an approval and a refusal name the order as an object, an end by its number; returns/update names none. */
export function announceReturn(store: Store, record: ReturnRecord, topic: string): void {
  const order = { id: numericId(record.order.id), admin_graphql_api_id: record.order.id };
  const short = topic.endsWith("/cancel") || topic.endsWith("/close") || topic.endsWith("/reopen");
  store.emit(topic, record.id, {
    id: numericId(record.id),
    admin_graphql_api_id: record.id,
    ...(topic.endsWith("/process") ? {} : short ? { order_id: order.id } : { order }),
    ...(topic.endsWith("/process") ? {} : { status: record.status.toLowerCase() }),
  });
}

/** Names neither the order nor the return. */
export const announceDisposition = (
  store: Store,
  order: ReverseOrderRecord,
  lines: ReverseLineRecord[],
): void =>
  store.emit("reverse_fulfillment_orders/dispose", order.id, {
    id: numericId(order.id),
    admin_graphql_api_id: order.id,
    total_dispositions: lines.length,
    dispositions: lines.flatMap(({ dispositions }) =>
      dispositions.slice(-1).map(({ id, type, quantity }) => ({
        id: numericId(id),
        admin_graphql_api_id: id,
        type: type.toLowerCase(),
        quantity,
      })),
    ),
  });
