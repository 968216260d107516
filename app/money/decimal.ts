import Big from "big.js";

/** A decimal number as text, e.g. "-12.340". Never a JS number: floats lose cents. */
export type Decimal = string;

const Strict = Big();
Strict.strict = true; // a JS number handed in by mistake throws instead of rounding silently
Strict.DP = 40;
Strict.PE = 1e6;
Strict.NE = -1e6;

export type RoundingMode = "halfUp" | "halfEven";
const MODES: Record<RoundingMode, 1 | 2> = { halfUp: 1, halfEven: 2 };

const big = (value: Decimal) => new Strict(value);

/** Reads a decimal from outside; undefined when it is not one (empty, exponent form and thousands separators are refused). */
export function parseDecimal(text: string): Decimal | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? normalize(text) : undefined;
}

/** Shortest form: no trailing zeros, no "-0". */
export function normalize(value: Decimal): Decimal {
  const text = big(value).toString();
  return text === "-0" ? "0" : text;
}

export const add = (...values: Decimal[]): Decimal =>
  normalize(values.reduce((sum, value) => sum.plus(big(value)), big("0")).toString());
export const subtract = (a: Decimal, b: Decimal): Decimal =>
  normalize(big(a).minus(big(b)).toString());
export const multiply = (a: Decimal, b: Decimal): Decimal =>
  normalize(big(a).times(big(b)).toString());
/** Quotient to 40 places; round the result. Throws on division by zero. */
export const divide = (a: Decimal, b: Decimal): Decimal => normalize(big(a).div(big(b)).toString());
export const negate = (a: Decimal): Decimal => normalize(big(a).times(big("-1")).toString());
export const abs = (a: Decimal): Decimal => normalize(big(a).abs().toString());
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => big(a).cmp(big(b));
export const isZero = (a: Decimal): boolean => compare(a, "0") === 0;
export const isNegative = (a: Decimal): boolean => compare(a, "0") < 0;
export const min = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const max = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

/** Rounds to `places` decimals and keeps them, e.g. round("1.005", 2) = "1.01". */
export function round(value: Decimal, places: number, mode: RoundingMode = "halfUp"): Decimal {
  const text = big(value).round(places, MODES[mode]).toFixed(places);
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}
