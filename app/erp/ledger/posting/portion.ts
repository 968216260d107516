import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, divide, multiply, normalize, round, subtract } from "#app/money/decimal.ts";

/**
 * The share of an amount that falls on `part` of `quantity`, when `before` of it was taken already.
 * The shares of all parts add up to
 * the amount exactly: each is the difference of two rounded running totals.
 */
export function portion(
  { amount, quantity, currency }: { amount: Decimal; quantity: Decimal; currency: string },
  part: Decimal,
  before: Decimal = "0",
): Decimal {
  const upTo = (count: Decimal): Decimal =>
    normalize(round(divide(multiply(amount, count), quantity), exponent(currency)));
  return subtract(upTo(add(before, part)), upTo(before));
}
