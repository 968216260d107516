import type { Decimal } from "./decimal.ts";
import * as decimal from "./decimal.ts";

/** An amount in a currency (ISO 4217 code). Plain data, so it can be stored and sent. */
export interface Money {
  amount: Decimal;
  currency: string;
}

/** Both amounts Shopify gives for everything: the shop's currency and the one the buyer saw. */
export interface MoneyBag {
  shop: Money;
  presentment: Money;
}

export const money = (amount: Decimal, currency: string): Money => ({
  amount: decimal.normalize(amount),
  currency,
});
export const zero = (currency: string): Money => ({ amount: "0", currency });

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) throw new Error(`cannot combine ${a.currency} with ${b.currency}`);
  return a.currency;
}

export const add = (a: Money, b: Money): Money =>
  money(decimal.add(a.amount, b.amount), sameCurrency(a, b));
export const subtract = (a: Money, b: Money): Money =>
  money(decimal.subtract(a.amount, b.amount), sameCurrency(a, b));
export const sum = (values: readonly Money[], currency: string): Money =>
  values.reduce(add, zero(currency));
export const isZero = (value: Money): boolean => decimal.isZero(value.amount);
