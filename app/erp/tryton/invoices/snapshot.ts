import type { DocumentSnapshot, DocumentStatus } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isNegative, isZero, negate, normalize } from "#app/money/decimal.ts";
import { externalKeyOf } from "../drafts/external-reference.ts";
import { marksOf } from "../drafts/line-mark.ts";
import type { InvoiceRow } from "./shape.ts";

const STATUS: Record<InvoiceRow["state"], DocumentStatus> = {
  draft: "open",
  validated: "released",
  posted: "invoiced",
  paid: "closed",
  cancelled: "cancelled",
};

export const versionOf = ({
  _timestamp,
  state,
}: Pick<InvoiceRow, "_timestamp" | "state">): string => `${_timestamp} ${state}`;

/** Made, but its taxes not yet calculated: nothing was changed since. */
const isUnfinished = ({ state, write_date }: Pick<InvoiceRow, "state" | "write_date">): boolean =>
  state === "draft" && write_date === null;

/**
 * Tryton has no credit memos: they are invoices that give back. One of nothing at all is positive
 * by its quantities.
 */
function isCreditMemo(row: Pick<InvoiceRow, "total_amount" | "lines.">): boolean {
  return (
    isNegative(row.total_amount) ||
    (isZero(row.total_amount) && row["lines."].some(({ quantity }) => isNegative(quantity ?? "0")))
  );
}

/** A credit memo's quantities and amounts are positive as they were sent: positive. */
export function invoiceSnapshot(row: InvoiceRow): DocumentSnapshot {
  const kind = isCreditMemo(row) ? "creditMemo" : "salesInvoice";
  const positive = (value: Decimal | null): Decimal =>
    kind === "creditMemo" ? negate(value ?? "0") : normalize(value ?? "0");
  const marks = marksOf(row["lines."]);
  const posted = row.state === "posted" || row.state === "paid";
  const externalKey = externalKeyOf(row.reference);
  // An invoice gets its number when it is posted; until then people find it by its reference.
  const number = row.number ?? row.reference;
  return {
    ref: {
      kind,
      id: String(row.id),
      ...(number === null ? {} : { number }),
      version: versionOf(row),
    },
    ...(externalKey === undefined ? {} : { externalKey }),
    kind,
    status: STATUS[row.state],
    currency: row["currency."].code,
    lines: row["lines."].map((line, index) => {
      const mark = marks.get(line.id);
      const goods = line["product."] !== null && line["product."].type !== "service";
      const quantity = line.type === "line" ? positive(line.quantity) : "0";
      return {
        lineId: String(line.id),
        ...(mark?.key === undefined ? {} : { key: mark.key }),
        sequence: index + 1,
        kind: mark?.kind ?? (line.type !== "line" ? "comment" : goods ? "item" : "fee"),
        description: line.description ?? "",
        quantity,
        shipped: "0",
        invoiced: posted ? quantity : "0",
        amount: positive(line.amount),
      };
    }),
    totals: {
      net: positive(row.untaxed_amount),
      tax: positive(row.tax_amount),
      gross: positive(row.total_amount),
    },
    changedAt: row.write_date ?? row.create_date,
    ...(isUnfinished(row) ? { unfinished: true as const } : {}),
  };
}
