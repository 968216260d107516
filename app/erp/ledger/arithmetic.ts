import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, multiply, normalize, round, subtract } from "#app/money/decimal.ts";
import type { Totals } from "#app/erp/port/documents.ts";

/** quantity × unit price − discount, rounded half up to the currency's decimals; in the price basis of the document. */
export function lineAmount(
  line: { quantity: Decimal; unitPrice: Decimal; discount: Decimal },
  currency: string,
): Decimal {
  return normalize(
    round(subtract(multiply(line.quantity, line.unitPrice), line.discount), exponent(currency)),
  );
}

/** gross = net + tax. With tax in the prices the amounts add up to gross, without to net. */
export function totalsOf(
  lines: readonly { amount: Decimal; tax: Decimal }[],
  pricesIncludeTax: boolean,
): Totals {
  const amount = add("0", ...lines.map((line) => line.amount));
  const tax = add("0", ...lines.map((line) => line.tax));
  return pricesIncludeTax
    ? { net: subtract(amount, tax), tax, gross: amount }
    : { net: amount, tax, gross: add(amount, tax) };
}

/** An item charge in equal parts (D-22); what does not divide goes to the first lines, unit by unit. */
export function chargeParts(
  amount: Decimal,
  weights: readonly Decimal[],
  currency: string,
): Decimal[] {
  return allocate(amount, weights, exponent(currency));
}

/** Decimals a value really uses. */
export function decimalsOf(value: Decimal): number {
  return normalize(value).split(".")[1]?.length ?? 0;
}
