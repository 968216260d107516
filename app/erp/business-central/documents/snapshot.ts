import type { DocumentHead, DocumentSnapshot, DocumentStatus } from "#app/erp/port/documents.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { abs, compare, isZero } from "#app/money/decimal.ts";
import type { DocumentRow, LineRow } from "./shape.ts";
import type { BcDocumentKind } from "./sets.ts";
import { placeOf } from "./sets.ts";

/** Rendered by renderExternalKey; people may have written any other number over it. */
const KEY = /^SHOPIFY-[A-Z]{2}-\d{1,20}(-\d+)?$/;
export const externalKeyOf = (number: string): string | undefined =>
  KEY.test(number) ? number : undefined;

const LINE_KINDS: Readonly<Record<string, LineKind>> = { Item: "item", Comment: "comment" };
export const lineKindOf = (lineType: string): LineKind => LINE_KINDS[lineType] ?? "fee";

type Line = DocumentSnapshot["lines"][number];

function lineOf(line: LineRow, inclusive: boolean): Line {
  const kind = lineKindOf(line.lineType);
  return {
    lineId: line.id,
    sequence: placeOf(line.sequence) ?? 0,
    kind,
    description: line.description,
    quantity: line.quantity,
    // An account is shipped on paper only.
    shipped: kind === "item" ? (line.shippedQuantity ?? "0") : "0",
    invoiced: line.invoicedQuantity ?? "0",
    amount: inclusive ? line.amountIncludingTax : line.amountExcludingTax,
  };
}

export function snapshotOf(
  kind: BcDocumentKind,
  row: DocumentRow,
  posted = false,
): DocumentSnapshot {
  const lines = row.lines.map((line) => lineOf(line, row.pricesIncludeTax));
  const status =
    kind === "salesOrder" ? orderStatus(row.status, lines) : ownStatus(row.status, posted);
  return { ...headOf(kind, row, status), lines };
}

function headOf(kind: BcDocumentKind, row: DocumentRow, status: DocumentStatus): DocumentHead {
  const externalKey = externalKeyOf(row.externalDocumentNumber);
  return {
    ref: { kind, id: row.id, number: row.number, version: row["@odata.etag"] },
    ...(externalKey === undefined ? {} : { externalKey }),
    kind,
    status,
    currency: row.currencyCode,
    totals: {
      net: row.totalAmountExcludingTax,
      tax: row.totalTaxAmount,
      gross: row.totalAmountIncludingTax,
    },
    changedAt: row.lastModifiedDateTime,
  };
}

/** “Open” in this API is what people see as released; what they see as open is “Draft”. */
function orderStatus(status: string, lines: readonly Line[]): DocumentStatus {
  const sold = lines.filter(({ kind, quantity }) => kind !== "comment" && !isZero(quantity));
  const goods = sold.filter(({ kind }) => kind === "item");
  const done = (line: Line, part: "shipped" | "invoiced"): boolean =>
    compare(abs(line[part]), abs(line.quantity)) >= 0;
  const some = (part: "shipped" | "invoiced", of: readonly Line[]): boolean =>
    of.some((line) => !isZero(line[part]));
  const shipped = goods.length > 0 && goods.every((line) => done(line, "shipped"));
  if (sold.length > 0 && sold.every((line) => done(line, "invoiced")))
    return shipped || goods.length === 0 ? "closed" : "invoiced";
  if (some("invoiced", sold)) return "partiallyInvoiced";
  if (shipped) return "shipped";
  if (some("shipped", goods)) return "partiallyShipped";
  return status === "Open" ? "released" : "open";
}

/** Of an invoice or a credit memo. “Open” alone does not tell whether it is posted. */
function ownStatus(status: string, posted: boolean): DocumentStatus {
  if (status === "Canceled") return "cancelled";
  if (status === "Paid" || status === "Corrective") return "invoiced";
  if (status === "Open") return posted ? "invoiced" : "released";
  return "open";
}
