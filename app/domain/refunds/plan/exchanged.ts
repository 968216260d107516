import { lineWorth } from "#app/domain/orders/snapshot/exchanges.ts";
import type {
  OrderLine,
  OrderRefund,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { money } from "#app/money/money.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { partsOfRefund, restOf } from "./refund-parts.ts";
import { unexplained } from "./rest-parts.ts";

type Order = Pick<OrderSnapshot, "content" | "state">;

/** Order lines that the return of this refund sends out instead of what came back. */
export function exchangedLines(
  { returnId }: Pick<OrderRefund, "returnId">,
  { content, state }: Order,
): OrderLine[] {
  const ids = new Set(
    state.returns
      .filter(({ id }) => id === returnId)
      .flatMap(({ exchanges }) => exchanges.flatMap(({ lineIds }) => lineIds)),
  );
  return content.lines.filter(({ id, exchange }) => exchange === true && ids.has(id));
}

/** What the buyer owes for them after edits, tax included. */
export function worthOfExchange(
  lines: readonly OrderLine[],
  { content: { removals, taxesIncluded } }: Pick<Order, "content">,
  side: keyof MoneyBag,
): Decimal {
  const ids = new Set(lines.map(({ id }) => id));
  const gone = removals
    .flatMap((removal) => removal.lines)
    .filter(({ lineId }) => ids.has(lineId))
    .flatMap(({ subtotal, tax }) => [
      subtotal[side].amount,
      ...(taxesIncluded ? [] : [tax[side].amount]),
    ]);
  return decimal.subtract(
    decimal.add("0", ...lines.map((line) => lineWorth(line, taxesIncluded, side))),
    decimal.add("0", ...gone),
  );
}

/**
 * What the goods of a refund were worth and did not go back as money, because it paid for what their return sends out: as much of that as the
 * return's earlier refunds left open. Zero for any other refund.
 */
export function settledByExchange(
  refund: OrderRefund,
  order: Order,
  side: keyof MoneyBag,
): Decimal {
  if (refund.returnId === null) return "0";
  const lines = exchangedLines(refund, order);
  if (lines.length === 0) return "0";
  const earlier = order.state.refunds
    .filter(({ returnId, id }) => returnId === refund.returnId && compareGids(id, refund.id) < 0)
    .map((one) => settledByExchange(one, order, side));
  const left = decimal.subtract(worthOfExchange(lines, order, side), decimal.add("0", ...earlier));
  const rest = restOf(refund, partsOfRefund(refund, order, "en"), order.content)[side].amount;
  const open = decimal.negate(unexplained(rest, refund, order, side));
  return decimal.max("0", decimal.min(left, open));
}

/** The refund with what its goods paid for as if it had gone back: what its credit memo comes to. */
export const withSettled = (
  refund: OrderRefund,
  settled: Decimal,
  side: keyof MoneyBag,
): OrderRefund =>
  decimal.isZero(settled)
    ? refund
    : {
        ...refund,
        total: {
          ...refund.total,
          [side]: money(
            decimal.add(refund.total[side].amount, settled),
            refund.total[side].currency,
          ),
        },
      };

/** What Shopify's own sales records say that the exchange was sold for; null where a line of it has none. */
export function recordedExchange(
  lines: readonly OrderLine[],
  { state: { agreements } }: Pick<Order, "state">,
  side: keyof MoneyBag,
): Decimal | null {
  const sales = agreements
    .flatMap((agreement) => agreement.sales)
    .filter(({ total }) => !decimal.isNegative(total[side].amount));
  const sold = lines.map(({ id }) => sales.filter(({ lineId }) => lineId === id));
  if (lines.length === 0 || sold.some((found) => found.length === 0)) return null;
  return decimal.add("0", ...sold.flat().map(({ total }) => total[side].amount));
}
