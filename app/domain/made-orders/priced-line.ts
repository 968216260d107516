import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare, divide, multiply, round, subtract } from "#app/money/decimal.ts";

/**
 * Shopify takes whole cents for a piece: the invoice's own price where it is in cents and comes to no less than the line, else the next price in cents at
 * which it does. What is too much is a discount, so that the line comes to its amount to the cent.
 */
export function priceInCents(
  line: { quantity: Decimal; unitPrice: Decimal; amount: Decimal },
  currency: string,
): { unitPrice: Decimal; discount: Decimal } {
  const places = exponent(currency);
  const { quantity, amount } = line;
  const comesTo = (price: Decimal): boolean => compare(multiply(price, quantity), amount) >= 0;
  const inCents = compare(round(line.unitPrice, places), line.unitPrice) === 0;
  const unitPrice =
    inCents && comesTo(line.unitPrice)
      ? line.unitPrice
      : upwards(divide(amount, quantity), { places, comesTo });
  return { unitPrice, discount: subtract(multiply(unitPrice, quantity), amount) };
}

function upwards(
  price: Decimal,
  { places, comesTo }: { places: number; comesTo: (price: Decimal) => boolean },
): Decimal {
  const rounded = round(price, places);
  const cent = places === 0 ? "1" : `0.${"0".repeat(places - 1)}1`;
  return comesTo(rounded) ? rounded : add(rounded, cent);
}
