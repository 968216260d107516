/**
 * Splitting an amount over weights to the smallest unit. Rule of Shopify's published money library (gem `money`, Money#allocate, round robin):
 * every part is rounded down, the units left over go one each to the parts from the first on. Parts of weight zero get nothing.
 */
import { Big } from "./big.ts";
import { smallestUnit } from "./currency.ts";

export function allocate(currency: string, amount: Big, weights: readonly Big[]): Big[] {
  const total = weights.reduce((a, b) => a.plus(b), new Big("0"));
  if (amount.lt("0") || weights.some((weight) => weight.lt("0")))
    throw new Error("Only amounts and weights from zero upwards can be split.");
  if (total.eq("0")) {
    if (!amount.eq("0"))
      throw new Error("An amount cannot be split over weights that are all zero.");
    return weights.map(() => new Big("0"));
  }
  const unit = smallestUnit(currency);
  const units = amount.div(unit);
  const parts = weights.map((weight) => units.times(weight).div(total).round(0, Big.roundDown));
  let left = units.minus(parts.reduce((a, b) => a.plus(b), new Big("0")));
  for (let at = 0; left.gt("0"); at = (at + 1) % weights.length) {
    if (weights[at]!.eq("0")) continue;
    parts[at] = parts[at]!.plus("1");
    left = left.minus("1");
  }
  return parts.map((part) => part.times(unit));
}

/**
 * What the first `taken` of `quantity` units are worth. Cumulative rounding: the shares of successive refunds always add up to the whole
 * (recording order-edit-money-math: one of two units of 26.0 tax leaves 13.0).
 */
export function shareOf(currency: string, amount: Big, taken: number, quantity: number): Big {
  if (taken >= quantity) return amount;
  return amount
    .times(String(taken))
    .div(String(quantity))
    .round(unitPlaces(currency), Big.roundHalfUp);
}

const unitPlaces = (currency: string): number => {
  const text = smallestUnit(currency).toFixed();
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
};
