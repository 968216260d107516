import { isZero } from "#app/domain/documents/plan/bag.ts";
import { refundsToCredit } from "#app/domain/orders/snapshot/refunds.ts";
import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import * as decimal from "#app/money/decimal.ts";
import { agreementOf, takenOff } from "./plan/agreement.ts";
import { settledByExchange } from "./plan/exchanged.ts";
import type { RefundState } from "./states.ts";

type Order = Pick<OrderSnapshot, "content" | "state">;

export interface Held {
  state: Extract<RefundState, "nothing" | "waitingPayment" | "waitingDocument">;
  reason: ProblemValue;
}

const FAILED = new Set(["FAILURE", "ERROR"]);
const UNDER_WAY = new Set(["PENDING", "AWAITING_RESPONSE"]);

/** What keeps a refund from being credited at all, or for now; null: its credit memo can be planned. */
export function heldRefund(refund: OrderRefund, order: Order, hasDocument: boolean): Held | null {
  const orderId = order.content.id;
  const nothing = (kind: "refund-reduced-order" | "refund-without-money"): Held => ({
    state: "nothing",
    reason: problem(kind, { orderId }),
  });
  const failed = refund.transactions.filter(({ status }) => FAILED.has(status));
  if (!refund.canCreateCreditMemo) return nothing("refund-reduced-order");
  const pending = refund.transactions.filter(({ status }) => UNDER_WAY.has(status));
  if (pending.length > 0)
    return {
      state: "waitingPayment",
      reason: problem("refund-pending", {
        orderId,
        amount: decimal.add("0", ...pending.map(({ amount }) => amount.shop.amount)),
        currency: refund.total.shop.currency,
      }),
    };
  // What an exchange sent out may have taken all of it.
  if (isZero(refund.total) && decimal.isZero(settledByExchange(refund, order, "shop")))
    return failed.length === 0
      ? nothing("refund-without-money")
      : {
          state: "nothing",
          reason: problem("refund-payment-failed", {
            orderId,
            amount: decimal.add("0", ...failed.map(({ amount }) => amount.shop.amount)),
            currency: refund.total.shop.currency,
          }),
        };
  if (paysForEdit(refund, order)) return nothing("refund-reduced-order");
  return hasDocument
    ? null
    : { state: "waitingDocument", reason: problem("refund-waits-document", { orderId }) };
}

/** Money that an edit had left over: the refund itself took nothing off the order. */
function paysForEdit(refund: OrderRefund, order: Order): boolean {
  const { lines, shipping, duties, adjustments } = refund;
  if ([lines, shipping, duties, adjustments].some((parts) => parts.length > 0)) return false;
  if (refund.returnId !== null) return false;
  const agreement = agreementOf(refund, order);
  return agreement
    ? decimal.isZero(takenOff(agreement, "shop"))
    : !refundsToCredit(order).some(({ id }) => id === refund.id);
}
