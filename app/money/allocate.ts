import type { Decimal } from "./decimal.ts";
import * as decimal from "./decimal.ts";

/**
 * Splits `total` over `weights` so that the parts add up to it exactly, each with `places` decimals: every part is rounded
 * towards zero, then the units left over go to the largest remainders, earlier ones first.
 * Parts of zero-weight entries stay zero. Throws when all weights are zero but the total is not.
 */
export function allocate(total: Decimal, weights: readonly Decimal[], places: number): Decimal[] {
  const weightSum = decimal.add("0", ...weights);
  if (decimal.isZero(weightSum)) {
    if (decimal.isZero(total)) return weights.map(() => "0");
    throw new Error("cannot allocate an amount over weights that are all zero");
  }
  const sign = decimal.isNegative(total) ? "-1" : "1";
  const unit = decimal.divide("1", `1${"0".repeat(places)}`);
  const whole = decimal.abs(total);
  const exact = weights.map((weight) => decimal.divide(decimal.multiply(whole, weight), weightSum));
  const parts = exact.map((part) => truncate(part, places));
  let rest = decimal.subtract(whole, decimal.add("0", ...parts));
  const byRemainder = exact
    .map((part, index) => ({
      index,
      remainder: decimal.subtract(part, parts[index] ?? "0"),
      weight: weights[index] ?? "0",
    }))
    .filter((entry) => !decimal.isZero(entry.weight))
    .sort((a, b) => decimal.compare(b.remainder, a.remainder) || a.index - b.index);
  for (let turn = 0; decimal.compare(rest, unit) >= 0; turn += 1) {
    const entry = byRemainder[turn % byRemainder.length];
    if (!entry) break;
    parts[entry.index] = decimal.add(parts[entry.index] ?? "0", unit);
    rest = decimal.subtract(rest, unit);
  }
  // What is finer than one unit (a total with more decimals than `places`) stays with the first, so nothing is lost.
  const first = byRemainder[0];
  if (!decimal.isZero(rest) && first)
    parts[first.index] = decimal.add(parts[first.index] ?? "0", rest);
  return parts.map((part) => decimal.multiply(part, sign));
}

function truncate(value: Decimal, places: number): Decimal {
  const [whole = "0", fraction = ""] = value.split(".");
  return decimal.normalize(places === 0 ? whole : `${whole}.${fraction.slice(0, places) || "0"}`);
}
