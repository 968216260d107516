import type { OrderRefund, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";

type Order = Pick<OrderSnapshot, "content" | "state">;
export type Sale = OrderSnapshot["state"]["agreements"][number]["sales"][number];

/** Shopify's own sales records of a refund, without what an exchange sold anew. */
export interface Agreement {
  sales: Sale[];
}

export const soldBack = ({ total }: Sale): boolean => decimal.isNegative(total.shop.amount);

/**
 * Undefined where they were not read. Those of a refund stand under itself; where they took nothing back and it is the only refund of its return,
 * under the return.
 */
export function agreementOf(
  refund: Pick<OrderRefund, "id" | "returnId">,
  { content, state: { agreements, refunds } }: Order,
): Agreement | undefined {
  const exchanged = new Set(content.lines.filter((line) => line.exchange).map(({ id }) => id));
  const isNew = (sale: Sale): boolean =>
    sale.lineId !== null && exchanged.has(sale.lineId) && !soldBack(sale);
  const own = agreements.filter(({ refundId }) => refundId === refund.id);
  const ownSales = own.flatMap(({ sales }) => sales).filter((sale) => !isNew(sale));
  const only =
    refund.returnId !== null &&
    refunds.filter(({ returnId }) => returnId === refund.returnId).length === 1;
  const ofReturn =
    only && !ownSales.some(soldBack)
      ? agreements
          .filter(({ returnId, refundId }) => returnId === refund.returnId && refundId === null)
          .flatMap(({ sales }) => sales)
          .filter((sale) => !isNew(sale))
      : [];
  // Of several refunds of a return, one may have nothing of its own: what came back stands under the return.
  const none = own.length === 0 || (refund.returnId !== null && !only && ownSales.length === 0);
  return none && ofReturn.length === 0 ? undefined : { sales: [...ownSales, ...ofReturn] };
}

/** What the sales of an agreement took off the order: sold back, they are below zero. */
export const takenOff = ({ sales }: Agreement, side: keyof MoneyBag): Decimal =>
  decimal.negate(decimal.add("0", ...sales.map(({ total }) => total[side].amount)));
