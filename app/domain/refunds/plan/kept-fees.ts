import type { OrderRefund, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { compareGids } from "#app/shopify/gid.ts";

export interface KeptFee {
  kind: "restockingFee" | "returnShippingFee";
  amount: Decimal;
}

/** What the shop keeps of a return, as the return itself says: for the units that this refund takes back, and for sending it back with the first refund. */
export function keptFees(
  refund: Pick<OrderRefund, "id" | "returnId" | "lines">,
  { returns, refunds }: Pick<OrderState, "returns" | "refunds">,
  side: keyof MoneyBag,
): KeptFee[] {
  const of = returns.find(({ id }) => id === refund.returnId);
  if (!of) return [];
  const first = refunds.every(
    ({ id, returnId }) => returnId !== refund.returnId || compareGids(id, refund.id) >= 0,
  );
  const restocking = of.lines.flatMap(({ lineId, quantity, restockingFee }): KeptFee[] => {
    const units = refund.lines
      .filter((line) => line.lineId === lineId)
      .reduce((sum, line) => sum + line.quantity, 0);
    if (restockingFee === null || units === 0 || quantity === 0) return [];
    const { amount, currency } = restockingFee.amount[side];
    const share = decimal.divide(decimal.multiply(amount, String(units)), String(quantity));
    return [{ kind: "restockingFee", amount: decimal.round(share, exponent(currency)) }];
  });
  const shipping = first
    ? of.shippingFees.map(({ amount }): KeptFee => ({
        kind: "returnShippingFee",
        amount: amount[side].amount,
      }))
    : [];
  return [...restocking, ...shipping].filter(({ amount }) => !decimal.isZero(amount));
}
