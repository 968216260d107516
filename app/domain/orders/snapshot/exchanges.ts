import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { OrderContent, OrderLine } from "./snapshot.ts";

const SIDES = ["shop", "presentment"] as const satisfies readonly (keyof MoneyBag)[];

/** Price × quantity − discounts, in the order's price basis. */
const priceOf = ({ unitPrice, quantity, discount }: OrderLine, side: keyof MoneyBag): Decimal =>
  decimal.subtract(
    decimal.multiply(unitPrice[side].amount, String(quantity)),
    discount[side].amount,
  );

/** What the buyer owes for a line as it was ordered, tax included. */
export const lineWorth = (line: OrderLine, taxesIncluded: boolean, side: keyof MoneyBag): Decimal =>
  decimal.add(
    priceOf(line, side),
    ...(taxesIncluded ? [] : line.taxes.map(({ price }) => price[side].amount)),
  );

/** What an exchange added stands in Shopify's header or not: where the other goods make up the subtotal by themselves, it does not. */
export function exchangesCounted({
  lines,
  totals,
}: Pick<OrderContent, "lines" | "totals">): boolean {
  const others = lines.filter(({ exchange, kind }) => !exchange && kind !== "tip");
  return SIDES.some(
    (side) =>
      decimal.compare(
        totals.subtotal[side].amount,
        decimal.add("0", ...others.map((line) => priceOf(line, side))),
      ) !== 0,
  );
}

/** Units of an order line that edits left on the order. */
export const unitsLeft = (
  { id, quantity }: Pick<OrderLine, "id" | "quantity">,
  { removals }: Pick<OrderContent, "removals">,
): number =>
  removals
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === id)
    .reduce((left, removed) => left - removed.quantity, quantity);
