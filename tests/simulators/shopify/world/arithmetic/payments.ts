/**
 * What was paid, is authorized, given back and still open. Recordings: order-create-math-matrix (an authorized order has outstanding 0 and
 * capturable 18), orderMarkAsPaid-state-and-money, draft-order-complete-payment-terms-pending (a pending sale is no payment), refund-create-partial-…
 */
import type { OrderRecord, TransactionRecord } from "../model.ts";
import { fromPresentment, subtract, sum, zero, type Bag, type Currencies } from "./bag.ts";
import { Big } from "./big.ts";
import { currentTotal } from "./order-totals.ts";

const succeeded = (order: OrderRecord, ...kinds: TransactionRecord["kind"][]) =>
  order.transactions.filter(
    (transaction) => transaction.status === "SUCCESS" && kinds.includes(transaction.kind),
  );

export const totalReceived = (order: OrderRecord): Bag =>
  sum(succeeded(order, "SALE", "CAPTURE").map(({ amount }) => amount));
export const totalRefunded = (order: OrderRecord): Bag =>
  sum(succeeded(order, "REFUND").map(({ amount }) => amount));
export const netPayment = (order: OrderRecord): Bag =>
  subtract(totalReceived(order), totalRefunded(order));

const isExpired = ({ authorizationExpiresAt, order }: TransactionRecord): boolean =>
  authorizationExpiresAt !== null && Date.parse(authorizationExpiresAt) <= order.now().getTime();

/** What of an authorization can still be captured; once it ran out nothing can. */
export const capturableOf = (authorization: TransactionRecord): Bag =>
  isExpired(authorization) ? zero : uncaptured(authorization);

/** A capture under way takes its part of the authorization as a finished one does. */
function uncaptured(authorization: TransactionRecord): Bag {
  if (authorization.kind !== "AUTHORIZATION" || authorization.status !== "SUCCESS") return zero;
  const children = authorization.order.transactions.filter(
    ({ parentTransaction, status }) =>
      parentTransaction === authorization && (status === "SUCCESS" || status === "PENDING"),
  );
  if (children.some(({ kind }) => kind === "VOID")) return zero;
  const captured = children.filter(({ kind }) => kind === "CAPTURE");
  if (captured.length > 0 && !authorization.multiCapturable) return zero;
  return subtract(authorization.amount, sum(captured.map(({ amount }) => amount)));
}
export const totalCapturable = (order: OrderRecord): Bag =>
  sum(order.transactions.map(capturableOf));

/** Positive: the buyer owes; negative: the shop owes (after an edit that lowered a paid order). */
export const totalOutstanding = (order: OrderRecord): Bag => {
  if (order.cancelledAt !== null) return zero;
  const open = subtract(subtract(currentTotal(order), netPayment(order)), totalCapturable(order));
  // Paid in the buyer's currency is paid: the rate of the payment's day leaves no debt in the shop's (recording money-bag-presentment-parity: 12.77 for 13.5, outstanding 0.0 | 0.0).
  return open.presentment.eq("0") ? zero : open;
};

/** Order.canMarkAsPaid: something is owed, or lies authorized (recording orderMarkAsPaid-state-and-money: not twice). */
export const canMarkAsPaid = (order: OrderRecord): boolean =>
  order.cancelledAt === null &&
  (totalOutstanding(order).presentment.gt("0") || totalCapturable(order).presentment.gt("0"));

export const cashRounding = (order: OrderRecord): { paymentSet: Bag; refundSet: Bag } => {
  const of = (...kinds: TransactionRecord["kind"][]) =>
    sum(succeeded(order, ...kinds).map(({ rounding }) => rounding ?? zero));
  return { paymentSet: of("SALE", "CAPTURE"), refundSet: of("REFUND") };
};

/** Order.displayFinancialStatus. Null when nothing ever happened with money and nobody said otherwise (recording order-create-math-matrix, pendingNoTax). */
export function financialStatus(order: OrderRecord): string | null {
  const received = totalReceived(order).presentment;
  const refunded = totalRefunded(order).presentment;
  if (refunded.gt("0")) return refunded.gte(received) ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (received.gt("0"))
    return received
      .plus(totalCapturable(order).presentment)
      .gte(order.cancelledAt === null ? currentTotal(order).presentment : received) &&
      totalCapturable(order).presentment.eq("0")
      ? "PAID"
      : "PARTIALLY_PAID";
  const open = order.transactions.filter((transaction) =>
    uncaptured(transaction).presentment.gt("0"),
  );
  if (open.length > 0) return open.every(isExpired) ? "EXPIRED" : "AUTHORIZED";
  if (succeeded(order, "VOID").length > 0) return "VOIDED";
  if (order.transactions.some(({ status }) => status === "PENDING"))
    return order.cancelledAt === null ? "PENDING" : "VOIDED";
  if (order.financialStatus !== null)
    return order.cancelledAt === null ? order.financialStatus : "VOIDED";
  return order.originalTotal.presentment.eq("0") ? "PAID" : null;
}

/** Cash is paid in coins: what rounding to the smallest one adds or takes (Order.totalCashRoundingAdjustment). */
export const cashRoundingOf = (currencies: Currencies, amount: Big, step: string): Bag =>
  fromPresentment(currencies, amount.div(step).round(0, Big.roundHalfUp).times(step).minus(amount));
