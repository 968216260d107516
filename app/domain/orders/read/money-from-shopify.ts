import type { BagFragment, TaxFragment } from "#app/shopify/generated/admin.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { parseDecimal } from "#app/money/decimal.ts";
import type { Money, MoneyBag } from "#app/money/money.ts";
import { add, zero } from "#app/money/money.ts";
import type { OrderTax } from "../snapshot/snapshot.ts";
import { currency, quoted } from "./scalars-from-shopify.ts";

/** Both amounts of one of Shopify's money sets. Throws when an amount is not a decimal: an order that cannot be read must say so. */
export function bag(set: BagFragment): MoneyBag {
  return { shop: amount(set.shopMoney), presentment: amount(set.presentmentMoney) };
}

function amount(value: { amount: string; currencyCode: string }): Money {
  const read = typeof value.amount === "string" ? parseDecimal(value.amount) : undefined;
  if (read === undefined) throw new Error(`amount ${quoted(value.amount)}`);
  return { amount: read, currency: currency(value.currencyCode) };
}

export const zeroBag = (shop: string, presentment: string): MoneyBag => ({
  shop: zero(shop),
  presentment: zero(presentment),
});

const addBags = (a: MoneyBag, b: MoneyBag): MoneyBag => ({
  shop: add(a.shop, b.shop),
  presentment: add(a.presentment, b.presentment),
});

export const sumBags = (bags: readonly MoneyBag[], none: MoneyBag): MoneyBag =>
  bags.reduce(addBags, none);

/** A tax rate arrives as a JSON number; its shortest text is exactly what Shopify wrote (0.19 → "0.19"). */
function rateText(rate: number | null): Decimal | null {
  if (rate === null) return null;
  const text = String(rate);
  const read = parseDecimal(text) ?? parseDecimal(rate.toFixed(12));
  if (read === undefined) throw new Error(`tax rate ${text}`);
  return read;
}

export const taxes = (lines: readonly TaxFragment[]): OrderTax[] =>
  lines.map((line) => ({
    title: line.title,
    rate: rateText(line.rate),
    price: bag(line.priceSet),
    channelLiable: line.channelLiable === true,
  }));
