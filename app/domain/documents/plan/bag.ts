import { exponent } from "#app/money/currency.ts";
import { allocate } from "#app/money/allocate.ts";
import * as decimal from "#app/money/decimal.ts";
import * as money from "#app/money/money.ts";
import type { Money, MoneyBag } from "#app/money/money.ts";

/** Arithmetic on both amounts of a bag at once, so that choosing the currency can come last. */
const both = (combine: (side: "shop" | "presentment") => Money): MoneyBag => ({
  shop: combine("shop"),
  presentment: combine("presentment"),
});

export const zeroLike = (bag: MoneyBag): MoneyBag => both((side) => money.zero(bag[side].currency));
export const sum = (like: MoneyBag, bags: readonly MoneyBag[]): MoneyBag =>
  both((side) =>
    money.sum(
      bags.map((bag) => bag[side]),
      like[side].currency,
    ),
  );
export const subtract = (from: MoneyBag, ...bags: MoneyBag[]): MoneyBag =>
  both((side) => bags.reduce((rest, bag) => money.subtract(rest, bag[side]), from[side]));
export const times = (bag: MoneyBag, quantity: number): MoneyBag =>
  both((side) =>
    money.money(decimal.multiply(bag[side].amount, String(quantity)), bag[side].currency),
  );
export const isZero = (bag: MoneyBag): boolean =>
  money.isZero(bag.shop) && money.isZero(bag.presentment);

/** Takes `taken` off `parts` in proportion to them, to the cent. What no part can bear (all are zero) stays. */
export function takeOff(parts: readonly MoneyBag[], taken: MoneyBag): MoneyBag[] {
  const shares = (["shop", "presentment"] as const).map((side) => {
    const weights = parts.map((part) => part[side].amount);
    if (weights.every(decimal.isZero)) return weights.map(() => "0");
    return allocate(taken[side].amount, weights, exponent(taken[side].currency));
  });
  return parts.map((part, index) => ({
    shop: money.money(
      decimal.subtract(part.shop.amount, shares[0]?.[index] ?? "0"),
      part.shop.currency,
    ),
    presentment: money.money(
      decimal.subtract(part.presentment.amount, shares[1]?.[index] ?? "0"),
      part.presentment.currency,
    ),
  }));
}

/** Divides an amount by weights, to the cent: the parts come to it exactly. */
export function split(bag: MoneyBag, weights: readonly number[]): MoneyBag[] {
  const of = (side: "shop" | "presentment"): Money[] => {
    const { amount, currency } = bag[side];
    return allocate(amount, weights.map(String), exponent(currency)).map((part) =>
      money.money(part, currency),
    );
  };
  const [shop, presentment] = [of("shop"), of("presentment")];
  return weights.map((_, index) => ({
    shop: shop[index] ?? money.zero(bag.shop.currency),
    presentment: presentment[index] ?? money.zero(bag.presentment.currency),
  }));
}
