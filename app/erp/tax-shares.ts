import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, isZero } from "#app/money/decimal.ts";

/** An amount split to the cent by weights; where they weigh nothing, the first takes all of it. */
export function sharesOf(total: Decimal, weights: readonly Decimal[], currency: string): Decimal[] {
  const sizes = weights.map(abs);
  return sizes.every(isZero)
    ? sizes.map((_, index) => (index === 0 ? total : "0"))
    : allocate(total, sizes, exponent(currency));
}
