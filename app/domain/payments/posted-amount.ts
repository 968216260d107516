import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { exponent } from "#app/money/currency.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** Part of Shopify's total that the order's document leaves off: tax that the sales channel remits. The buyer pays it all the same, with the goods it is of. */
export interface OffDocument {
  /** The document's own total. */
  gross: Decimal;
  amount: MoneyBag;
}

export interface OrderTotals {
  shopCurrency: string;
  presentmentCurrency: string;
  /** The order's total; the running sum of its invoices is converted by the relation of its two amounts. */
  total: MoneyBag;
  /** Its total after removals: what its invoices may come to instead. */
  currentTotal: MoneyBag;
  offDocument?: OffDocument | null;
}

/** Which of Shopify's two moneys an ERP's amount is in. An ERP may have a code of its own for the currency: then the shop card's word counts. */
export function sideOf(
  currency: string,
  { shopCurrency, presentmentCurrency }: Pick<OrderTotals, "shopCurrency" | "presentmentCurrency">,
  handling: "shop" | "presentment",
): "shop" | "presentment" {
  if (shopCurrency === presentmentCurrency) return "presentment";
  if (currency === presentmentCurrency) return "presentment";
  return currency === shopCurrency ? "shop" : handling;
}

/**
 * What the invoices posted so far come to in the currency the buyer pays in. The running sum is converted, with one rounding: so the parts add up to
 * the cent, and the invoice that completes the order takes exactly what is left. An ERP that calculates the tax of each invoice anew ends some cents beside
 * the order it was given: a sum no further than `apart` from one of the order's totals is that total.
 */
export function inPresentment(
  onInvoices: Decimal,
  side: "shop" | "presentment",
  totals: OrderTotals,
  apart: Decimal = "0",
): Decimal {
  const places = exponent(totals.presentmentCurrency);
  const { offDocument } = totals;
  const posted = offDocument ? withOffDocument(onInvoices, side, offDocument, apart) : onInvoices;
  const near = (bag: MoneyBag, allowed: Decimal): boolean =>
    decimal.compare(decimal.abs(decimal.subtract(bag[side].amount, posted)), allowed) <= 0;
  const both = [totals.total, totals.currentTotal];
  const whole = both.find((bag) => near(bag, "0")) ?? both.find((bag) => near(bag, apart));
  if (side === "presentment" && (!whole || decimal.isZero(apart))) return cut(posted, places);
  if (whole) return decimal.normalize(whole.presentment.amount);
  if (decimal.isZero(totals.total.shop.amount)) return "0";
  return decimal.normalize(
    decimal.round(
      decimal.divide(
        decimal.multiply(posted, totals.total.presentment.amount),
        totals.total.shop.amount,
      ),
      places,
    ),
  );
}

/** The whole document stands for all that the buyer pays, and a part of it for as much of what is left off. */
function withOffDocument(
  posted: Decimal,
  side: "shop" | "presentment",
  { gross, amount }: OffDocument,
  apart: Decimal,
): Decimal {
  const whole = decimal.add(gross, amount[side].amount);
  if (decimal.compare(decimal.abs(decimal.subtract(gross, posted)), apart) <= 0) return whole;
  if (decimal.compare(gross, "0") <= 0) return posted;
  return decimal.divide(decimal.multiply(posted, whole), gross);
}

/** Never more than the amount: what is finer than the currency is left off. */
function cut(amount: Decimal, places: number): Decimal {
  const rounded = decimal.normalize(decimal.round(amount, places));
  return decimal.compare(rounded, amount) > 0
    ? decimal.subtract(rounded, decimal.divide("1", `1${"0".repeat(places)}`))
    : rounded;
}
