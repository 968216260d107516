import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";

export interface PriceQuestion {
  quantity: number;
  /** Shopify's unit price in the document's price basis, exact or not. */
  unitPrice: Decimal;
  /** What the line must come to. */
  total: Decimal;
  /** Decimals of the currency, and the most a unit price of the ERP may have. */
  currencyPlaces: number;
  pricePlaces: number;
}

const placesOf = (value: Decimal): number => decimal.normalize(value).split(".")[1]?.length ?? 0;

function roundUp(value: Decimal, places: number): Decimal {
  const rounded = decimal.round(value, places);
  const unit = places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`;
  return decimal.normalize(
    decimal.compare(rounded, value) < 0 ? decimal.add(rounded, unit) : rounded,
  );
}

/**
 * Unit price and line discount for which quantity × price − discount is the total to the cent, whatever does not divide (3 × 3.33 = 10.00).
 * Shopify's own price is kept when it fits; else a price that divides exactly; else the next higher one with the rest as discount,
 * so a discount is never negative.
 */
export function linePrice({
  quantity,
  unitPrice,
  total,
  currencyPlaces,
  pricePlaces,
}: PriceQuestion): { unitPrice: Decimal; discount: Decimal } {
  const count = String(quantity);
  if (decimal.isNegative(total))
    return quantity === 1
      ? { unitPrice: decimal.normalize(total), discount: "0" }
      : { unitPrice: decimal.divide(total, count), discount: "0" };
  const discountAt = (price: Decimal): Decimal =>
    decimal.subtract(decimal.multiply(count, price), total);
  const kept = discountAt(unitPrice);
  if (
    placesOf(unitPrice) <= pricePlaces &&
    placesOf(kept) <= currencyPlaces &&
    !decimal.isNegative(kept)
  )
    return { unitPrice: decimal.normalize(unitPrice), discount: kept };
  const even = decimal.divide(total, count);
  // Less than a cent for the whole line off Shopify's price is rounding, not a discount.
  const nearly =
    decimal.compare(decimal.abs(kept), decimal.divide(count, `1${"0".repeat(currencyPlaces)}`)) <=
    0;
  if (
    nearly &&
    placesOf(even) <= pricePlaces &&
    decimal.compare(decimal.multiply(even, count), total) === 0
  )
    return { unitPrice: even, discount: "0" };
  const price = roundUp(decimal.max(unitPrice, even), Math.min(currencyPlaces, pricePlaces));
  return { unitPrice: price, discount: discountAt(price) };
}
