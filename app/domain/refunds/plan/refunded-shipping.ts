import { sum, zeroLike } from "#app/domain/documents/plan/bag.ts";
import { documentText } from "#app/domain/documents/plan/document-text.ts";
import type {
  OrderContent,
  OrderRefund,
  OrderShippingLine,
} from "#app/domain/orders/snapshot/snapshot.ts";
import type { Language } from "#app/i18n/languages.ts";
import { exponent } from "#app/money/currency.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { splitTaxes } from "./split-taxes.ts";

type Refunded = OrderRefund["shipping"][number];

/** The refunded part of a shipping line as a shipping line of its own, in the order's price basis. */
export function refundedShipping(
  { shippingLineId, subtotal, tax }: Refunded,
  index: number,
  { content, taxName, language }: { content: OrderContent; taxName: string; language: Language },
): OrderShippingLine {
  const line = content.shippingLines.find(({ id }) => id !== null && id === shippingLineId);
  const beside = content.taxesIncluded && isBeside(subtotal, tax, line);
  return {
    id: shippingLineId === null ? null : `${shippingLineId}${index === 0 ? "" : `#${index + 1}`}`,
    title: line?.title ?? documentText(language, "shipping"),
    code: line?.code ?? null,
    source: line?.source ?? null,
    removed: false,
    originalPrice: beside ? sum(subtotal, [subtotal, tax]) : subtotal,
    discount: zeroLike(subtotal),
    taxes: splitTaxes(line?.taxes ?? [], tax, taxName),
  };
}

/**
 * Where prices include tax, Shopify has been seen to give a refunded shipping price without it (R-36). The rate tells which of the two it is: the
 * tax is beside the amount where it fits that to the cent, and does not fit an amount that contains it. An amount too small to tell contains it.
 */
function isBeside(subtotal: MoneyBag, tax: MoneyBag, line: OrderShippingLine | undefined): boolean {
  const rate = decimal.add("0", ...(line?.taxes ?? []).map((one) => one.rate ?? "0"));
  if (decimal.isZero(rate)) return false;
  const { amount, currency } = subtotal.shop;
  const cent = decimal.divide("1", `1${"0".repeat(exponent(currency))}`);
  const on = decimal.multiply(amount, rate);
  const within = decimal.divide(on, decimal.add("1", rate));
  // The tax of several partial refunds is rounded as one, so each may be off by more than a cent.
  const fits = (expected: string, most: string): boolean =>
    decimal.compare(decimal.abs(decimal.subtract(tax.shop.amount, expected)), most) <= 0;
  return fits(on, cent) && !fits(within, decimal.multiply(cent, "2"));
}
