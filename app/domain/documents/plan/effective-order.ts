import type {
  OrderContent,
  OrderLine,
  OrderShippingLine,
  OrderSnapshot,
  OrderTax,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { keptShipping } from "#app/domain/mapping/shipment-methods/decide.ts";
import { isZero, subtract, sum, takeOff, times, zeroLike } from "./bag.ts";
import { exchangesCounted } from "#app/domain/orders/snapshot/exchanges.ts";
import { compareGids } from "#app/shopify/gid.ts";
import type { LineId } from "#app/lib/ids.ts";

/** An order line as it stands after removals. */
export interface EffectiveLine {
  line: OrderLine;
  quantity: number;
  /** Price × quantity − discounts, in the order's price basis (with tax when taxesIncluded). */
  total: MoneyBag;
  taxes: OrderTax[];
}

/** Shopify's header totals less what removals and exchanges say; in the order's price basis. */
export interface HeaderTotals {
  goods: MoneyBag;
  tip: MoneyBag;
  shipping: MoneyBag;
  duties: MoneyBag;
  fees: MoneyBag;
  /** Of a refund: what went back and is none of the others. */
  adjustment?: MoneyBag;
  tax: MoneyBag;
  /** With cash rounding, which Shopify keeps beside its total. */
  total: MoneyBag;
}

export interface EffectiveOrder {
  lines: EffectiveLine[];
  shippingLines: OrderShippingLine[];
  header: HeaderTotals;
}

const byId = (a: { line: OrderLine }, b: { line: OrderLine }): number =>
  compareGids(a.line.id, b.line.id);

/**
 * The order without what edits removed (I-40), exchange lines (I-42) and removed shipping. Lines come by id (D-21). What remains of a line
 * is the original less what the removals say, never price times quantity anew: so cents stay where Shopify left them.
 */
export function effectiveOrder({ content }: OrderSnapshot): EffectiveOrder {
  const lines = content.lines
    .filter(({ exchange }) => !exchange)
    .map((line) => remaining(line, content))
    .filter(({ quantity }) => quantity > 0);
  return {
    lines: lines.sort(byId),
    shippingLines: keptShipping(content),
    header: headerTotals(content),
  };
}

function remaining(line: OrderLine, content: OrderContent): EffectiveLine {
  const removed = content.removals
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id);
  const quantity = removed.reduce((rest, entry) => rest - entry.quantity, line.quantity);
  const total = subtract(fullTotal(line), ...removed.map(({ subtotal }) => subtotal));
  const prices = takeOff(
    line.taxes.map(({ price }) => price),
    sum(
      line.unitPrice,
      removed.map(({ tax }) => tax),
    ),
  );
  return {
    line,
    quantity,
    total,
    taxes: line.taxes.map((tax, index) => ({ ...tax, price: prices[index] ?? tax.price })),
  };
}

const fullTotal = (line: OrderLine): MoneyBag =>
  subtract(times(line.unitPrice, line.quantity), line.discount);

function headerTotals(content: OrderContent): HeaderTotals {
  const { totals } = content;
  const none = zeroLike(totals.total);
  const byLine = new Map(content.lines.map((line) => [line.id, line]));
  const isExchange = (lineId: LineId): boolean => byLine.get(lineId)?.exchange === true;
  const removed = content.removals
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => !isExchange(lineId))
    .map(({ lineId, subtotal, tax }) => ({
      tip: byLine.get(lineId)?.kind === "tip",
      subtotal,
      tax,
    }));
  const exchanged = (exchangesCounted(content) ? content.lines : [])
    .filter(({ exchange }) => exchange)
    .map((line) => ({
      tip: false,
      subtotal: fullTotal(line),
      tax: sum(
        none,
        line.taxes.map(({ price }) => price),
      ),
    }));
  const gone = [...removed, ...exchanged];
  const off = (of: readonly { subtotal: MoneyBag }[]): MoneyBag[] =>
    of.map(({ subtotal }) => subtotal);
  const tax = subtract(totals.tax, ...gone.map((entry) => entry.tax));
  const shipping = shippingTotal(content);
  const onTop = content.taxesIncluded ? [] : gone.map((entry) => entry.tax);
  return {
    goods: subtract(
      tipCountedAsGoods(content, shipping)
        ? subtract(totals.subtotal, totals.tip)
        : totals.subtotal,
      ...off(gone.filter(({ tip }) => !tip)),
    ),
    tip: subtract(totals.tip, ...off(gone.filter(({ tip }) => tip))),
    shipping,
    duties: content.dutiesIncluded ? none : totals.duties,
    fees: totals.fees,
    tax,
    total: sum(none, [subtract(totals.total, ...off(gone), ...onTop), content.cashRounding]),
  };
}

/** totalShippingPriceSet stands before or after the discounts of the shipping lines. Before them, the lines' own discounts come off. */
function shippingTotal(content: OrderContent): MoneyBag {
  const { shipping } = content.totals;
  const lines = keptShipping(content);
  const discounts = sum(
    shipping,
    lines.map(({ discount }) => discount),
  );
  const before = sum(
    shipping,
    lines.map(({ originalPrice }) => originalPrice),
  );
  return isZero(subtract(shipping, before)) ? subtract(shipping, discounts) : shipping;
}

/** Shopify keeps tips beside the subtotal (totalTipReceivedSet). Where the header only adds up with the tip inside it, it is inside. */
function tipCountedAsGoods(
  { totals, taxesIncluded, dutiesIncluded }: OrderContent,
  shipping: MoneyBag,
): boolean {
  if (isZero(totals.tip)) return false;
  const parts = [
    totals.subtotal,
    shipping,
    totals.fees,
    ...(dutiesIncluded ? [] : [totals.duties]),
    ...(taxesIncluded ? [] : [totals.tax]),
  ];
  return isZero(subtract(totals.total, ...parts));
}
