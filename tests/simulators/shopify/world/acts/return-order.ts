/** A return on record, as Order.returns shows it; the money follows by a refund. */
import { touch } from "../announce.ts";
import { numericId } from "../ids.ts";
import type { OrderRecord, ReturnRecord } from "../model.ts";
import type { Store } from "../store.ts";

export function returnOrder(
  store: Store,
  order: OrderRecord,
  lines: { line: number; quantity: number }[],
  status: "REQUESTED" | "OPEN" | "CLOSED",
): ReturnRecord {
  const record: ReturnRecord = {
    __typename: "Return",
    id: store.ids.of("Return"),
    name: `${order.name}-R${order.returnRecords.length + 1}`,
    status,
    totalQuantity: lines.reduce((total, { quantity }) => total + quantity, 0),
    createdAt: store.instant(),
    closedAt: status === "CLOSED" ? store.instant() : null,
    requestApprovedAt: status === "REQUESTED" ? null : store.instant(),
    lines: [],
    order,
  };
  for (const { line, quantity } of lines) {
    const shipped = order.fulfillmentRecords
      .flatMap(({ lines: of }) => of)
      .find(({ lineItem }) => lineItem === order.lines[line]);
    if (!shipped || quantity > shipped.quantity)
      throw new Error(
        `Order ${order.name} shipped too few units of its line ${line} to take ${quantity} back.`,
      );
    record.lines.push({
      __typename: "ReturnLineItem",
      id: store.ids.of("ReturnLineItem"),
      quantity,
      fulfillmentLineItem: shipped,
      returnReason: "UNWANTED",
      returnReasonNote: "",
      customerNote: null,
    });
  }
  order.returnRecords.push(store.keep(record));
  const topic = status === "REQUESTED" ? "returns/request" : "returns/approve";
  store.emit(topic, record.id, {
    id: numericId(record.id),
    admin_graphql_api_id: record.id,
    order: { id: numericId(order.id), admin_graphql_api_id: order.id },
    status: status.toLowerCase(),
  });
  touch(store, order);
  return record;
}

/** Order.returnStatus, precedence as recorded in order-return-status-lifecycle: any requested wins, else any open, else any closed. */
export function returnStatus(order: OrderRecord): string {
  const has = (status: string) => order.returnRecords.some((record) => record.status === status);
  return has("REQUESTED")
    ? "RETURN_REQUESTED"
    : has("OPEN")
      ? "IN_PROGRESS"
      : has("CLOSED")
        ? "RETURNED"
        : "NO_RETURN";
}
