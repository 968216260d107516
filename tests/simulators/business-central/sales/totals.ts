import { add, divide, isZero, multiply, normalize, round, subtract } from "#app/money/decimal.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Books } from "../books/books.ts";
import type { Row } from "../api/value.ts";

const amount = (row: Row, field: string): Decimal => String(row[field] ?? "0");

const decimalsOf = (books: Books, document: Row): number =>
  books.setUp.decimals[String(document.currencyCode)] ?? 2;

/** A line's amount in the document's price basis: each step is rounded to the currency. */
const lineAmount = (line: Row, places: number): Decimal =>
  normalize(
    round(
      subtract(
        round(multiply(amount(line, "quantity"), amount(line, "unitPrice")), places),
        amount(line, "discountAmount"),
      ),
      places,
    ),
  );

/**
 * VAT is rounded over all lines of one rate, and each line gets what the group's running total grew by: a line's own tax is not its
 * amount times the rate.
 */
export function calculate(books: Books, document: Row, lines: readonly Row[]): void {
  const places = decimalsOf(books, document);
  const inclusive = document.pricesIncludeTax === true;
  const groups = new Map<string, { base: Decimal; tax: Decimal }>();
  for (const line of lines) {
    const rate = divide(amount(line, "taxPercent"), "100");
    const own = lineAmount(line, places);
    const group = groups.get(rate) ?? { base: "0", tax: "0" };
    const base = add(group.base, own);
    const tax = inclusive
      ? subtract(base, round(divide(base, add("1", rate)), places))
      : round(multiply(base, rate), places);
    const ownTax = isZero(rate) ? "0" : subtract(tax, group.tax);
    groups.set(rate, { base, tax: isZero(rate) ? "0" : tax });
    const net = inclusive ? subtract(own, ownTax) : own;
    Object.assign(line, {
      amountExcludingTax: net,
      totalTaxAmount: ownTax,
      amountIncludingTax: add(net, ownTax),
      netAmount: net,
      netTaxAmount: ownTax,
      netAmountIncludingTax: add(net, ownTax),
    });
  }
  Object.assign(document, {
    totalAmountExcludingTax: add("0", ...lines.map((line) => amount(line, "netAmount"))),
    totalTaxAmount: add("0", ...lines.map((line) => amount(line, "netTaxAmount"))),
    totalAmountIncludingTax: add(
      "0",
      ...lines.map((line) => amount(line, "netAmountIncludingTax")),
    ),
  });
}
