/** Archive, un-archive and cancel. Closing a closed order is a no-op without error (recording orderClose-parity); a cancelled one reads closed. */
import { currentQuantity } from "../arithmetic/line-amounts.ts";
import {
  capturableOf,
  netPayment,
  totalCapturable,
  totalReceived,
} from "../arithmetic/payments.ts";
import {
  announceFulfillmentOrder,
  announceOrder,
  announceRefund,
  announceTransaction,
  touch,
} from "../announce.ts";
import type { OrderRecord } from "../model.ts";
import type { Store } from "../store.ts";
import { recordRefundAgreement } from "./agreements.ts";
import { voidAuthorization } from "./pay-order.ts";
import { newRefund, refundLine, refundOrder } from "./refund-order.ts";

export function closeOrder(store: Store, order: OrderRecord): void {
  if (order.closedAt !== null) return;
  order.closedAt = store.instant();
  touch(store, order);
}

export function openOrder(store: Store, order: OrderRecord): void {
  if (order.closedAt === null) return;
  order.closedAt = null;
  touch(store, order);
}

/** `refundTo`: the gateway the money goes back to instead of the ones it came from. */
export interface CancelRequest {
  reason?: string;
  restock?: boolean;
  refund?: boolean;
  refundTo?: string;
  /** It reads cancelled a moment before it reads closed (recorded-answers §1): the moment lasts until archiveOrder. */
  closesLater?: boolean;
}

/**
 * Order of checks and texts: recorded-answers §1. An order without any payment is cancelled even when it was shipped or came back (13 recordings, among
 * them the cleanups of order-return-status-lifecycle and return-reverse-logistics-recorded). That money which is only authorized counts as a payment,
 * and money that was given back whole too, is believed.
 */
export function cancelRefusal(order: OrderRecord): string | undefined {
  if (order.cancelledAt !== null) return "Cannot cancel an order that has already been canceled";
  if (!wasPaid(order)) return undefined;
  if (
    order.returnRecords.some(
      ({ status }) => status === "REQUESTED" || status === "OPEN" || status === "CLOSED",
    )
  )
    return "Cannot cancel an order that has returns";
  if (
    order.fulfillmentRecords.some(
      ({ status, requiresShipping }) => status === "SUCCESS" && requiresShipping,
    )
  )
    return "Cannot cancel an order that has outstanding fulfillments";
  return undefined;
}

const wasPaid = (order: OrderRecord): boolean =>
  totalReceived(order).presentment.gt("0") || totalCapturable(order).presentment.gt("0");

/** Irreversible. Units that are left are taken back, paid money is given back when asked, authorizations are voided. */
export function cancelOrder(store: Store, order: OrderRecord, request: CancelRequest): void {
  const refusal = cancelRefusal(order);
  if (refusal !== undefined) throw new Error(refusal);
  order.cancelledAt = store.instant();
  order.cancelReason = request.reason ?? "OTHER";
  for (const authorization of order.transactions.filter((transaction) =>
    capturableOf(transaction).presentment.gt("0"),
  ))
    announceTransaction(store, voidAuthorization(store, authorization));
  // A refund below closes what it empties; all of these are announced as cancelled.
  const unfinished = order.fulfillmentOrderRecords.filter(
    ({ status }) => status !== "CLOSED" && status !== "CANCELLED",
  );
  const restock: "CANCEL" | "NO_RESTOCK" = request.restock === false ? "NO_RESTOCK" : "CANCEL";
  const lines = order.lines
    .map((line, at) => ({ line: at, quantity: currentQuantity(line), restock }))
    .filter(({ quantity }) => quantity > 0);
  const givesBack = request.refund !== false && netPayment(order).presentment.gt("0");
  if (givesBack)
    refundOrder(store, order, {
      lines,
      shipping: "all",
      duties: true,
      money: netPayment(order).presentment.toFixed(),
      note: "Order canceled",
      ...(request.refundTo === undefined ? {} : { refundTo: request.refundTo }),
    });
  else if (lines.length > 0 && totalReceived(order).presentment.eq("0")) {
    const refund = newRefund(store, order, null, false);
    for (const { line, quantity } of lines) refundLine(store, refund, line, quantity, restock);
    recordRefundAgreement(store, order, refund);
    announceRefund(store, refund);
  }
  for (const fulfillmentOrder of unfinished) {
    fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.fulfillmentHolds = [];
    announceFulfillmentOrder(store, "fulfillment_orders/cancelled", fulfillmentOrder);
  }
  if (!request.closesLater) order.closedAt = store.instant();
  announceOrder(store, "orders/cancelled", order);
  touch(store, order);
}
