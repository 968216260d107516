import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { OrderId } from "#app/lib/ids.ts";
import * as decimal from "#app/money/decimal.ts";

/** A credit memo that people posted, as it is asked about. */
export interface MemoInQuestion {
  connectionId: string;
  erpId: string;
  orderId: OrderId;
  number: string;
  currency: string;
  /** With tax. */
  gross: decimal.Decimal;
}

/** What keeps a refund from being credited a second time: nobody has said yet what the credit memo is for. */
export const questionOf = (memo: MemoInQuestion): ProblemValue =>
  problem("memo-by-hand", told(memo), `${memo.erpId}/${memo.orderId}`);

/** The same where every refund of the order has its credit memo: money may have been credited twice. */
export const lateQuestionOf = (memo: MemoInQuestion): ProblemValue =>
  problem("memo-by-hand-late", told(memo), `${memo.erpId}/${memo.orderId}`);

const told = ({ gross: amount, ...memo }: MemoInQuestion) => ({ ...memo, amount });

interface Refunded {
  currency: string;
  total: decimal.Decimal;
  presentmentCurrency: string;
  presentmentTotal: decimal.Decimal;
}

/**
 * What the refunds that a credit memo is for come to, in its currency where Shopify has them in it. `difference`: the credit memo's amount beyond
 * that; null: Shopify has them in no such currency.
 */
export function comparedWith(
  { gross, currency }: Pick<MemoInQuestion, "gross" | "currency">,
  refunds: readonly Refunded[],
): { refunded: decimal.Decimal; currency: string; difference: decimal.Decimal | null } {
  const all = (own: (one: Refunded) => decimal.Decimal) => decimal.add("0", ...refunds.map(own));
  const total = all((one) => one.total);
  if (refunds.every((one) => one.currency === currency))
    return { refunded: total, currency, difference: decimal.subtract(gross, total) };
  const presented = all((one) => one.presentmentTotal);
  if (refunds.every((one) => one.presentmentCurrency === currency))
    return { refunded: presented, currency, difference: decimal.subtract(gross, presented) };
  return { refunded: total, currency: refunds[0]?.currency ?? currency, difference: null };
}
