import type { Totals } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, compare, multiply } from "#app/money/decimal.ts";
import { roundToCurrency } from "./currency-rounding.ts";

/** How one company of Tryton calculates a document. */
export interface TaxCalculation {
  /** Smallest step of the document's currency. */
  step: Decimal;
  /** account.configuration.tax_rounding: each tax rounded once per document, or after each line. */
  taxRounding: "document" | "line";
}

export interface TaxedLine {
  quantity: Decimal;
  /** Without tax, at most four decimals. */
  unitPrice: Decimal;
  /** Percentages of the net price, none of which raises the price of the next. */
  taxes: readonly { id: number; rate: Decimal }[];
}

/** What Tryton makes of a line: quantity × price, rounded to the currency. */
export const lineAmount = (
  { quantity, unitPrice }: Pick<TaxedLine, "quantity" | "unitPrice">,
  { step }: TaxCalculation,
): Decimal => roundToCurrency(multiply(quantity, unitPrice), step);

/**
 * What Tryton will say a document comes to (TaxableMixin._get_taxes, sale.line.amount): net is the
 * sum of rounded lines; a tax is calculated on
 * the line's unrounded product, gathered per tax and direction (what is charged apart from what is
 * given back), and rounded per document or line.
 */
export function predictTotals(lines: readonly TaxedLine[], calculation: TaxCalculation): Totals {
  const { step, taxRounding } = calculation;
  const taxes = new Map<string, Decimal>();
  const roundAll = (): void =>
    taxes.forEach((amount, key) => void taxes.set(key, roundToCurrency(amount, step)));
  for (const { quantity, unitPrice, taxes: own } of lines) {
    const base = multiply(quantity, unitPrice);
    const direction = compare(roundToCurrency(base, step), "0") >= 0 ? "charged" : "given back";
    for (const { id, rate } of own) {
      const key = `${id} ${direction}`;
      taxes.set(key, add(taxes.get(key) ?? "0", multiply(base, rate)));
    }
    if (taxRounding === "line") roundAll();
  }
  roundAll();
  const net = add("0", ...lines.map((line) => lineAmount(line, calculation)));
  const tax = add("0", ...taxes.values());
  return { net, tax, gross: add(net, tax) };
}
