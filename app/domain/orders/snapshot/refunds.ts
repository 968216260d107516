import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OrderRefund, OrderSnapshot, OrderState } from "./snapshot.ts";

export interface RefundedOrder {
  content: Pick<OrderSnapshot["content"], "totals" | "removals" | "taxesIncluded">;
  state: Pick<OrderState, "refunds" | "currentTotal">;
}

/** What was ordered less what edits removed, as the buyer sees it. */
function orderedTotal({ totals, removals, taxesIncluded }: RefundedOrder["content"]): Decimal {
  const gone = removals.flatMap(({ lines }) =>
    lines.flatMap(({ subtotal, tax }) => [
      subtotal.presentment.amount,
      ...(taxesIncluded ? [] : [tax.presentment.amount]),
    ]),
  );
  return decimal.subtract(totals.total.presentment.amount, decimal.add("0", ...gone));
}

/**
 * Refunds that a document of the order does not have: they took goods, shipping or an amount off it. Money that only pays back what an
 * edit had removed already lowers nothing, and what was ordered less the removals is then what Shopify says the order comes to.
 */
export function refundsToCredit({ content, state }: RefundedOrder): OrderRefund[] {
  const refunds = state.refunds.filter(({ canCreateCreditMemo }) => canCreateCreditMemo);
  if (refunds.length === 0) return [];
  const lowered =
    decimal.compare(orderedTotal(content), state.currentTotal.presentment.amount) !== 0;
  return refunds.filter(
    ({ lines, shipping }) => lowered || lines.length > 0 || shipping.length > 0,
  );
}
