import type { Decimal } from "#app/money/decimal.ts";
import { divide, multiply, normalize, round } from "#app/money/decimal.ts";

/** Decimals a unit price of Tryton 6.0 keeps (product.price_digits). */
export const PRICE_PLACES = 4;

/**
 * An amount in whole steps of the currency (`currency.currency.rounding`: 0.01, 1, 0.05 …), a half
 * to the even step, as Tryton's Currency.round
 * does it for every amount.
 */
export const roundToCurrency = (amount: Decimal, step: Decimal): Decimal =>
  normalize(multiply(round(divide(amount, step), 0, "halfEven"), step));
