/** A return on record, as Order.returns shows it; the money follows by a refund. */
import { announceReturn, touch } from "../announce.ts";
import { fromPresentment } from "../arithmetic/bag.ts";
import { Big } from "../arithmetic/big.ts";
import { buildLine } from "../build-lines.ts";
import type { LineSpec } from "../order-spec.ts";
import { recordReturnAgreement } from "./agreements.ts";
import { openReverseOrder } from "./process-return.ts";
import { REASONS } from "./return-reasons.ts";
import { newFulfillmentOrder } from "./route-order.ts";
import type { OrderRecord, ReturnRecord } from "../model.ts";
import type { Store } from "../store.ts";

interface ReturnRequest {
  lines: { line: number; quantity: number; reason?: string; restocking?: string }[];
  status: "REQUESTED" | "OPEN" | "CLOSED";
  exchange?: LineSpec[];
  /** What the buyer pays for sending it back. */
  shippingFee?: string;
}

export function returnOrder(
  store: Store,
  order: OrderRecord,
  { lines, status, exchange = [], shippingFee }: ReturnRequest,
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
    declineReason: null,
    lines: [],
    exchanges: [],
    shippingFee:
      shippingFee === undefined
        ? null
        : {
            id: store.ids.of("ReturnShippingFee"),
            amount: fromPresentment(order.currencies, new Big(shippingFee)),
          },
    reverseOrders: [],
    order,
  };
  for (const { line, quantity, reason = "unknown", restocking = null } of lines) {
    const shipped = order.fulfillmentRecords
      .flatMap(({ lines: of }) => of)
      .find(({ lineItem }) => lineItem === order.lines[line]);
    if (!shipped) throw new Error("Fulfillment Line Item was not found.");
    if (quantity < 1 || quantity > shipped.quantity)
      throw new Error("Return line item has an invalid quantity.");
    if (!REASONS.some(({ handle }) => handle === reason))
      throw new Error(`Shopify has no return reason ${reason}.`);
    record.lines.push({
      __typename: "ReturnLineItem",
      id: store.ids.of("ReturnLineItem"),
      quantity,
      processedQuantity: 0,
      fulfillmentLineItem: shipped,
      reason,
      customerNote: null,
      restocking,
      of: record,
    });
  }
  order.returnRecords.push(store.keep(record));
  if (status !== "REQUESTED") openReverseOrder(store, record);
  if (exchange.length > 0) addExchange(store, record, exchange);
  announceReturn(store, record, status === "REQUESTED" ? "returns/request" : "returns/approve");
  touch(store, order);
  return record;
}

/**
 * What the buyer gets instead is a line of the order, held until the goods are back (schema, Return.exchangeLineItems and
 * FulfillmentHoldReason.AWAITING_RETURN_ITEMS; that the lines stand in the order at once is believed, not recorded).
 */
function addExchange(store: Store, record: ReturnRecord, specs: readonly LineSpec[]): void {
  const { order } = record;
  const lines = specs.map((spec) => buildLine(store, order, spec, spec.taxes ?? []));
  for (const line of lines) {
    line.addedByEdit = true;
    record.exchanges.push(
      store.keep({
        __typename: "ExchangeLineItem",
        id: store.ids.of("ExchangeLineItem"),
        lineItem: line,
        processedQuantity: 0,
      }),
    );
  }
  recordReturnAgreement(store, record, lines);
  const goods = lines.filter(({ requiresShipping }) => requiresShipping);
  if (goods.length > 0)
    newFulfillmentOrder(
      store,
      order,
      goods.map((line) => ({ line, quantity: line.quantity })),
      { hold: { reason: "AWAITING_RETURN_ITEMS" } },
    );
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
