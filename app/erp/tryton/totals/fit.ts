import type { Totals } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import {
  abs,
  add,
  compare,
  divide,
  isZero,
  multiply,
  normalize,
  round,
  subtract,
} from "#app/money/decimal.ts";
import { PRICE_PLACES } from "./currency-rounding.ts";
import type { TaxCalculation, TaxedLine } from "./predict.ts";
import { predictTotals } from "./predict.ts";

/** A line as the app planned it, without tax: quantity × unitPrice − discount is its net amount. */
export interface PlannedLine {
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  taxes: TaxedLine["taxes"];
}

export interface Fitted {
  /** Tryton's unit price of each line, in the order given. */
  prices: Decimal[];
  /**
   * What must go on a line of its own, without tax, so that the document comes to the expected
   * gross; null when nothing is missing or too much.
   */
  rounding: Decimal | null;
  /** What Tryton will calculate, with the rounding line. */
  predicted: Totals;
}

/**
 * Tryton has no discount on a line: the price that takes it in, to four decimals. A price that
 * needs no change is kept as it is.
 */
export function netPrice({
  quantity,
  unitPrice,
  discount,
}: Pick<PlannedLine, "quantity" | "unitPrice" | "discount">): Decimal {
  if (isZero(discount) || isZero(quantity))
    return normalize(round(unitPrice, PRICE_PLACES, "halfEven"));
  return normalize(
    round(
      divide(subtract(multiply(quantity, unitPrice), discount), quantity),
      PRICE_PLACES,
      "halfEven",
    ),
  );
}

/** One smallest step for each line: the most that may go on a rounding line when no setting says otherwise. */
export const usualTolerance = (lines: number, { step }: TaxCalculation): Decimal =>
  multiply(step, String(Math.max(lines, 1)));

/**
 * Prices for which Tryton's own arithmetic comes to what Shopify says, as near as four decimals go;
 * what is left, when it is within the
 * tolerance, is for one rounding line without tax (DOC-4). A larger difference stays, and is found
 * when totals are compared.
 */
export function fitToTotal(
  lines: readonly PlannedLine[],
  expectedGross: Decimal,
  calculation: TaxCalculation,
  tolerance: Decimal,
): Fitted {
  const prices = lines.map(netPrice);
  const priced = lines.map(({ quantity, taxes }, index): TaxedLine => ({
    quantity,
    unitPrice: prices[index] ?? "0",
    taxes,
  }));
  const without = predictTotals(priced, calculation);
  const missing = subtract(expectedGross, without.gross);
  if (isZero(missing) || compare(abs(missing), tolerance) > 0)
    return { prices, rounding: null, predicted: without };
  return {
    prices,
    rounding: missing,
    predicted: { net: add(without.net, missing), tax: without.tax, gross: expectedGross },
  };
}
