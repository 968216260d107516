import { subtract, sum, zeroLike } from "#app/domain/documents/plan/bag.ts";
import type {
  OrderRefund,
  OrderReturn,
  OrderSnapshot,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";
import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import { money } from "#app/money/money.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { soldBack } from "./agreement.ts";
import type { RefundLine } from "./refund-parts.ts";

type Order = Pick<OrderSnapshot, "content" | "state">;

/** Units of a line that came back with a return: in stock again, or not. */
export interface CameBack {
  restocked: number;
  others: number;
}

interface Returned {
  refund: Pick<OrderRefund, "id">;
  of: OrderReturn;
  lineId: LineId;
  came: CameBack;
}

/** Units of an order line that came back, as lines of the refund that pays for them. */
export function returnedLine(returned: Returned, order: Order): RefundLine[] {
  const { of, lineId, came } = returned;
  const line = order.content.lines.find(({ id }) => id === lineId);
  const named = of.lines.find((one) => one.lineId === lineId);
  const worth = worthOf(returned, order);
  if (!line || !named || !worth) return [];
  const subtotals = split(worth.subtotal, worth.units, came);
  const taxes = split(worth.tax, worth.taxedUnits, came);
  const lineOf = (kind: keyof CameBack): RefundLine[] =>
    came[kind] === 0
      ? []
      : [
          {
            id: named.id,
            lineId,
            quantity: came[kind],
            restockType: kind === "restocked" ? "RETURN" : "NO_RESTOCK",
            restocked: kind === "restocked",
            locationId: null,
            returnLocationId: null,
            price: line.unitPrice,
            subtotal: subtotals[kind],
            tax: taxes[kind],
          },
        ];
  return [...lineOf("restocked"), ...lineOf("others")];
}

interface Worth {
  subtotal: MoneyBag;
  /** So many units are worth that. */
  units: number;
  tax: MoneyBag;
  taxedUnits: number;
}

/**
 * What goods that came back are worth, in the order's price basis: by Shopify's sales records, or by the return itself where nothing was recorded. Null:
 * sales were recorded, and took none of these goods off the order.
 */
function worthOf({ refund, of, lineId, came }: Returned, { content, state }: Order): Worth | null {
  const line = content.lines.find(({ id }) => id === lineId);
  if (!line) return null;
  const none = zeroLike(line.unitPrice);
  const sales = state.agreements
    .filter(({ refundId, returnId }) => refundId === refund.id || returnId === of.id)
    .flatMap((agreement) => agreement.sales)
    .filter(soldBack);
  const own = sales.filter((sale) => sale.lineId === lineId);
  if (own.length > 0) {
    const sold = own.reduce((count, { quantity }) => count + Math.abs(quantity ?? 0), 0);
    const units = Math.max(sold, came.restocked + came.others);
    const tax = subtract(none, ...own.map((sale) => sale.tax));
    const total = subtract(none, ...own.map((sale) => sale.total));
    const subtotal = content.taxesIncluded ? total : subtract(total, tax);
    return { subtotal, units, tax, taxedUnits: units };
  }
  if (sales.length > 0) return null;
  const returned = of.lines.filter((one) => one.lineId === lineId);
  const totals = returned.flatMap(({ total }) => total ?? []);
  if (totals.length < returned.length) return null;
  return {
    subtotal: sum(none, totals),
    units: returned.reduce((count, { quantity }) => count + quantity, 0),
    tax: sum(
      none,
      line.taxes.map(({ price }) => price),
    ),
    taxedUnits: line.quantity,
  };
}

/** The part of an amount for so many units, to the cent: that of what is in stock again, and of the others. */
function split(
  amount: MoneyBag,
  units: number,
  { restocked, others }: CameBack,
): Record<keyof CameBack, MoneyBag> {
  const weights = [restocked, others, Math.max(0, units - restocked - others)].map(String);
  const of = (side: keyof MoneyBag) =>
    allocate(amount[side].amount, weights, exponent(amount[side].currency));
  const [shop, presentment] = [of("shop"), of("presentment")];
  const bag = (index: 0 | 1): MoneyBag => ({
    shop: money(shop[index] ?? "0", amount.shop.currency),
    presentment: money(presentment[index] ?? "0", amount.presentment.currency),
  });
  return { restocked: bag(0), others: bag(1) };
}
