import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentKind, DocumentSnapshot, DocumentStatus } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, isZero } from "#app/money/decimal.ts";
import { decimalOf } from "../scope.ts";
import { isOwnKey } from "./own-lines.ts";

/** A decimal column of the database client. */
interface Column {
  toFixed(): string;
}

export interface DocumentRow {
  id: string;
  kind: string;
  number: string;
  externalKey: string | null;
  state: string;
  version: number;
  currency: string;
  net: Column;
  tax: Column;
  gross: Column;
  changedAt: Date;
  lines: LineRow[];
}

export interface LineRow {
  id: string;
  sequence: number;
  key: string;
  kind: string;
  itemId: string | null;
  description: string;
  quantity: Column;
  shipped: Column;
  invoiced: Column;
  amount: Column;
}

export function snapshotOf(row: DocumentRow): DocumentSnapshot {
  const lines = [...row.lines].sort((a, b) => a.sequence - b.sequence);
  return {
    ref: {
      kind: row.kind as DocumentKind,
      id: row.id,
      number: row.number,
      version: String(row.version),
    },
    ...(row.externalKey === null ? {} : { externalKey: row.externalKey }),
    kind: row.kind as DocumentKind,
    status: statusOf(
      row.state,
      lines.map((line) => ({
        kind: line.kind,
        itemId: line.itemId,
        quantity: decimalOf(line.quantity),
        shipped: decimalOf(line.shipped),
        invoiced: decimalOf(line.invoiced),
      })),
    ),
    currency: row.currency,
    lines: lines.map((line) => ({
      lineId: line.id,
      ...(isOwnKey(line.key) ? {} : { key: line.key }),
      sequence: line.sequence,
      kind: line.kind as LineKind,
      description: line.description,
      quantity: decimalOf(line.quantity),
      shipped: decimalOf(line.shipped),
      invoiced: decimalOf(line.invoiced),
      amount: decimalOf(line.amount),
    })),
    totals: { net: decimalOf(row.net), tax: decimalOf(row.tax), gross: decimalOf(row.gross) },
    changedAt: row.changedAt.toISOString(),
  };
}

export interface Progress {
  kind: string;
  itemId: string | null;
  quantity: Decimal;
  shipped: Decimal;
  invoiced: Decimal;
}

/**
 * How far a document has come: its state, and for orders what its lines say. Only items are
 * shipped, everything but comments is invoiced.
 */
export function statusOf(state: string, lines: readonly Progress[]): DocumentStatus {
  if (state === "cancelled") return "cancelled";
  if (state === "posted") return "invoiced";
  const sold = lines.filter((line) => !isText(line));
  const goods = sold.filter((line) => line.itemId !== null);
  const done = (line: Progress, part: "shipped" | "invoiced"): boolean =>
    compare(line[part], line.quantity) >= 0;
  const invoiced = sold.length > 0 && sold.every((line) => done(line, "invoiced"));
  const shipped = goods.length > 0 && goods.every((line) => done(line, "shipped"));
  if (invoiced) return shipped || goods.length === 0 ? "closed" : "invoiced";
  if (sold.some((line) => !isZero(line.invoiced))) return "partiallyInvoiced";
  if (shipped) return "shipped";
  if (goods.some((line) => !isZero(line.shipped))) return "partiallyShipped";
  return state === "released" ? "released" : "open";
}
