import type { OrderSnapshot, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { EffectiveOrder } from "./effective-order.ts";
import { everyTax, headerTaxes, partsOf, sumByTax, taxKey } from "./tax-totals.ts";
import type { Side, TaxTotal } from "./tax-totals.ts";

type Tax = Pick<OrderTax, "title" | "rate" | "channelLiable">;

/** A difference that went on one tax amount. `on` is the line's key on the document. */
export interface SettledTax {
  title: string;
  difference: Decimal;
  on: string;
}

export interface SettledTaxes {
  order: EffectiveOrder;
  /** By title and rate; null where Shopify's header does not say them. */
  totals: TaxTotal[] | null;
  /** What the order's parts have of each tax, after the differences went on them. */
  charged: TaxTotal[];
  settled: SettledTax[];
}

/**
 * Shopify may round a tax on the order's sum, and its lines then come to some cents more or less. The difference is tax: it goes on the largest
 * amount of the same tax, as far as the tolerance allows; never on another tax and never on the rounding account (DOC-4).
 */
export function settleTaxes(
  order: EffectiveOrder,
  snapshot: OrderSnapshot,
  side: Side,
  tolerance: Decimal,
): SettledTaxes {
  const charged = sumByTax(partsOf(order, snapshot), side);
  const totals = wantedTotals(order, snapshot, side, charged);
  if (totals === null) return { order, totals, charged: [...charged.values()], settled: [] };
  const places = [
    ...order.lines.map(({ line, taxes }) => ({ on: line.id, taxes })),
    ...order.shippingLines.map(({ id, taxes }, index) => ({
      on: id ?? `shipping:${index + 1}`,
      taxes,
    })),
  ];
  const settled = totals.flatMap((total): (SettledTax & { tax: OrderTax })[] => {
    const key = taxKey(total);
    const difference = decimal.subtract(total.amount, charged.get(key)?.amount ?? "0");
    if (decimal.isZero(difference) || decimal.compare(decimal.abs(difference), tolerance) > 0)
      return [];
    const [largest] = places
      .flatMap(({ on, taxes }) =>
        taxes.filter((tax) => taxKey(tax) === key).map((tax) => ({ on, tax })),
      )
      .sort((a, b) => decimal.compare(b.tax.price[side].amount, a.tax.price[side].amount));
    return largest ? [{ title: total.title, difference, ...largest }] : [];
  });
  const changed = (taxes: OrderTax[]): OrderTax[] =>
    taxes.map((tax) => {
      const found = settled.find((one) => one.tax === tax);
      if (!found) return tax;
      const { amount, currency } = tax.price[side];
      const price = { amount: decimal.add(amount, found.difference), currency };
      return { ...tax, price: { ...tax.price, [side]: price } };
    });
  const settledOrder = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, taxes: changed(line.taxes) })),
    shippingLines: order.shippingLines.map((line) => ({ ...line, taxes: changed(line.taxes) })),
  };
  return {
    order: settledOrder,
    totals,
    charged: [...sumByTax(partsOf(settledOrder, snapshot), side).values()],
    settled: settled.map(({ tax: _tax, ...one }) => one),
  };
}

/** Of one tax the order's total says all. Of several each has its own total in Shopify's header, less what removals and exchanges took off it. */
function wantedTotals(
  order: EffectiveOrder,
  { content, state }: OrderSnapshot,
  side: Side,
  charged: ReadonlyMap<string, TaxTotal>,
): TaxTotal[] | null {
  const all = order.header.tax[side].amount;
  const header = headerTaxes(state.taxes ?? [], everyTax(content), side);
  const known = new Map<string, Tax>([...charged, ...header]);
  const [only, ...others] = known.values();
  if (!only) return [];
  if (others.length === 0) return [{ ...only, amount: all }];
  if (header.size === 0) return null;
  const before = sumByTax(
    content.lines.flatMap(({ taxes }) => taxes),
    side,
  );
  const left = sumByTax(
    order.lines.flatMap(({ taxes }) => taxes),
    side,
  );
  const amountIn = (sums: ReadonlyMap<string, TaxTotal>, key: string): Decimal =>
    sums.get(key)?.amount ?? "0";
  const totals = [...known].map(([key, { title, rate, channelLiable }]) => ({
    title,
    rate,
    channelLiable,
    amount: decimal.add(
      decimal.subtract(amountIn(header, key), amountIn(before, key)),
      amountIn(left, key),
    ),
  }));
  const sum = decimal.add("0", ...totals.map(({ amount }) => amount));
  return decimal.compare(sum, all) === 0 ? totals : null;
}
