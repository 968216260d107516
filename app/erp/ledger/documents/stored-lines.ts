import type { ChargeWay } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { decimalOf } from "../scope.ts";
import type { CheckedLine } from "./checked-line.ts";
import type { LockedDocument } from "./change.server.ts";

export interface TaxRow {
  lineId: string;
  position: number;
  title: string;
  rate: { toFixed(): string } | null;
  amount: { toFixed(): string };
}

/** A line as it is booked, with its id and how far it has come. */
export interface BookedLine extends CheckedLine {
  id: string;
  shipped: Decimal;
  invoiced: Decimal;
}

/** The lines of a document as its rows hold them. */
export function bookedLines(rows: LockedDocument["lines"], taxes: readonly TaxRow[]): BookedLine[] {
  return rows.map((row) => {
    const { shop: _shop, documentId: _document, kind, ...line } = row;
    return {
      ...line,
      kind: kind as LineKind,
      chargeBy: row.chargeBy as ChargeWay | null,
      perBase: decimalOf(row.perBase),
      quantity: decimalOf(row.quantity),
      unitPrice: decimalOf(row.unitPrice),
      discount: decimalOf(row.discount),
      amount: decimalOf(row.amount),
      tax: decimalOf(row.tax),
      shipped: decimalOf(row.shipped),
      invoiced: decimalOf(row.invoiced),
      taxes: taxes
        .filter(({ lineId }) => lineId === row.id)
        .sort((a, b) => a.position - b.position)
        .map(({ title, rate, amount }) => ({
          title,
          rate: rate && decimalOf(rate),
          amount: decimalOf(amount),
        })),
    };
  });
}
