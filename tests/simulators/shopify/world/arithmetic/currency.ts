/** Currency exponents (ISO 4217) and Shopify's way of writing an amount. */
import { Big } from "./big.ts";

const EXPONENTS: Record<string, number> = {
  EUR: 2,
  USD: 2,
  GBP: 2,
  SEK: 2,
  CHF: 2,
  CAD: 2,
  DKK: 2,
  NOK: 2,
  PLN: 2,
  AUD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  BHD: 3,
};

/** Decimal places of the currency. An unknown code is refused: a guessed exponent would be silently wrong money. */
export function exponentOf(currency: string): number {
  const exponent = EXPONENTS[currency];
  if (exponent === undefined)
    throw new Error(`The simulated shop knows no currency ${currency}; add its ISO 4217 exponent.`);
  return exponent;
}

/** Rounds half up, away from zero, to the currency's smallest unit. */
export function roundTo(currency: string, amount: Big): Big {
  return amount.round(exponentOf(currency), Big.roundHalfUp);
}

/** The smallest unit: 0.01 EUR, 1 JPY, 0.001 KWD. */
export function smallestUnit(currency: string): Big {
  return new Big("1").div(new Big("10").pow(exponentOf(currency)));
}

/**
 * GraphQL writes decimals without trailing zeros but with one place at least: "200.0", "13.5", "12.77", "1200.0" (recordings order-create-math-matrix,
 * money-bag-presentment-parity). REST payloads write the currency's places: "200.00".
 */
export function writeDecimal(amount: Big): string {
  const text = amount.toFixed();
  return text.includes(".") ? text : `${text}.0`;
}

export function writeRestDecimal(currency: string, amount: Big): string {
  // REST keeps two places even for yen: "1200.00" would be wrong there, so the currency's own places are used.
  return amount.toFixed(exponentOf(currency));
}
