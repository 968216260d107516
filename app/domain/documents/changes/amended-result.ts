import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { Totals } from "#app/erp/port/documents.ts";
import { add, subtract } from "#app/money/decimal.ts";
import { isForeign } from "./compare-lines.ts";

/**
 * What an amended document must come to: the order's totals, and what people added beside it. Where the ERP does not tell the tax of a
 * line, theirs is what the document's tax is beyond the order's.
 */
export function expectedWith(expected: Totals, reading: DocumentReading): Totals {
  const added = reading.lines.filter(isForeign);
  if (added.length === 0) return expected;
  const known = added.every(({ tax }) => tax !== undefined);
  const tax = known
    ? add("0", ...added.map((line) => line.tax ?? "0"))
    : subtract(reading.totals.tax, expected.tax);
  const amount = add("0", ...added.map((line) => line.amount));
  const net = reading.pricesIncludeTax ? subtract(amount, tax) : amount;
  return {
    net: add(expected.net, net),
    tax: add(expected.tax, tax),
    gross: add(expected.gross, net, tax),
  };
}
