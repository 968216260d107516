import { compare, multiply, normalize, parseDecimal, round } from "#app/money/decimal.ts";

/** Exact by definition: an international pound, and its sixteenth. */
const IN_KILOGRAMS: Record<string, string> = {
  GRAMS: "0.001",
  KILOGRAMS: "1",
  OUNCES: "0.028349523125",
  POUNDS: "0.45359237",
};
/** A milligram: finer than any scale of a shop. */
const PLACES = 6;

/** A weight of Shopify's in kilograms; null: none was entered, or in a unit that is not known. */
export function kilograms(weight: { unit: string; value: number } | null): string | null {
  const factor = IN_KILOGRAMS[weight?.unit ?? ""];
  const value = parseDecimal(weight?.value.toFixed(9) ?? "");
  if (factor === undefined || value === undefined || compare(value, "0") <= 0) return null;
  return normalize(round(multiply(value, factor), PLACES));
}
