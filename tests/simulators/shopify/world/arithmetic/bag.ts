/** Money in both currencies of an order, as Shopify's MoneyBag: what the shop books and what the buyer sees. */
import { Big } from "./big.ts";
import { roundTo, writeDecimal } from "./currency.ts";

export interface Bag {
  shop: Big;
  presentment: Big;
}

/** The two currencies of an order and the rate between them: units of shop currency for one unit of presentment currency. */
export interface Currencies {
  shop: string;
  presentment: string;
  rate: Big;
}

export const zero: Bag = Object.freeze({ shop: new Big("0"), presentment: new Big("0") });

export const add = (a: Bag, b: Bag): Bag => ({
  shop: a.shop.plus(b.shop),
  presentment: a.presentment.plus(b.presentment),
});
export const subtract = (a: Bag, b: Bag): Bag => ({
  shop: a.shop.minus(b.shop),
  presentment: a.presentment.minus(b.presentment),
});
export const negate = (a: Bag): Bag => subtract(zero, a);
export const sum = (bags: readonly Bag[]): Bag => bags.reduce(add, zero);
export const timesQuantity = (a: Bag, quantity: number): Bag => ({
  shop: a.shop.times(String(quantity)),
  presentment: a.presentment.times(String(quantity)),
});
export const isZero = (a: Bag): boolean => a.shop.eq("0") && a.presentment.eq("0");

/** Applies one rule to each currency by itself, so that each side obeys it exactly. */
export const each = (a: Bag, rule: (amount: Big, side: "shop" | "presentment") => Big): Bag => ({
  shop: rule(a.shop, "shop"),
  presentment: rule(a.presentment, "presentment"),
});

/** A presentment amount and its shop value at the order's rate, each rounded to its own currency (recording money-bag-presentment-parity). */
export function fromPresentment(currencies: Currencies, amount: Big): Bag {
  const presentment = roundTo(currencies.presentment, amount);
  return {
    presentment,
    shop: roundTo(
      currencies.shop,
      currencies.shop === currencies.presentment ? presentment : presentment.times(currencies.rate),
    ),
  };
}

/** The GraphQL object. */
export function moneyBag(
  currencies: Pick<Currencies, "shop" | "presentment">,
  bag: Bag,
): { shopMoney: MoneyV2; presentmentMoney: MoneyV2 } {
  return {
    shopMoney: money(currencies.shop, bag.shop),
    presentmentMoney: money(currencies.presentment, bag.presentment),
  };
}

export interface MoneyV2 {
  amount: string;
  currencyCode: string;
}
export const money = (currencyCode: string, amount: Big): MoneyV2 => ({
  amount: writeDecimal(amount),
  currencyCode,
});
