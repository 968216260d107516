import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { compare } from "#app/money/decimal.ts";
import type { DocumentLine } from "../drafts/document-lines.ts";
import { descriptionOf } from "../drafts/header-check.ts";
import type { LineMark } from "../drafts/line-mark.ts";
import { marksOf, readMark } from "../drafts/line-mark.ts";
import type { SaleReadingRow } from "../reading/shape.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal, float } from "../rpc/codec.ts";
import type { SaleHead } from "../sales/values.ts";
import { lineValues } from "../sales/values.ts";

/** What a sale shall say. */
export interface Wanted {
  draft: DocumentDraft;
  head: SaleHead;
  lines: readonly DocumentLine[];
}

type Row = SaleReadingRow["lines."][number];

/** A wanted line beside the sale's line with its mark, if it has one yet. */
interface Pair {
  line: DocumentLine;
  row: Row | undefined;
}

const nameOf = ({ kind, key }: LineMark): string => `${kind} ${key ?? ""}`;

/** Lines are told apart by their marks. Lines that people added have none, and are no concern of the app's. */
function paired(
  sale: SaleReadingRow,
  lines: readonly DocumentLine[],
): { pairs: Pair[]; superfluous: number[] } {
  const marks = marksOf(sale["lines."]);
  const left = new Map<string, Row[]>();
  for (const row of sale["lines."]) {
    const mark = marks.get(row.id);
    if (mark) left.set(nameOf(mark), [...(left.get(nameOf(mark)) ?? []), row]);
  }
  const pairs = lines.map((line): Pair => {
    const mark = readMark(line.note);
    return { line, row: mark && left.get(nameOf(mark))?.shift() };
  });
  return { pairs, superfluous: [...left.values()].flat().map(({ id }) => id) };
}

const headValues = ({ draft, head }: Wanted): Record<string, Wire> => ({
  description: descriptionOf(draft),
  comment: draft.note ?? null,
  party: head.party,
  invoice_party: head.invoiceParty === head.party ? null : head.invoiceParty,
  invoice_address: head.invoiceAddress,
  shipment_address: head.shipmentAddress,
  sale_date: day(draft.documentDate),
  payment_term: head.paymentTerm,
  carrier: head.carrier,
  ...(head.warehouse === null ? {} : { warehouse: head.warehouse }),
});

/** What `write` of the sale is given: all of it at once, so that it is amended whole or not at all. */
export function amendingValues(sale: SaleReadingRow, wanted: Wanted): Record<string, Wire> {
  const { pairs, superfluous } = paired(sale, wanted.lines);
  const sequence = (index: number): number => (index + 1) * 10;
  const created = pairs.flatMap(({ line, row }, index) =>
    row ? [] : [lineValues(line, sequence(index))],
  );
  const changed = pairs.flatMap(({ line, row }, index): Wire[] =>
    row ? [["write", [row.id], changedLine(line, row, sequence(index))]] : [],
  );
  return {
    ...headValues(wanted),
    lines: [
      ...(superfluous.length > 0 ? [["delete", superfluous]] : []),
      ...changed,
      ...(created.length > 0 ? [["create", created]] : []),
    ],
  };
}

/** The note stays: people may have written beside the mark. */
function changedLine(line: DocumentLine, row: Row, sequence: number): Wire {
  if (line.type === "comment") return { sequence, description: line.description };
  return {
    sequence,
    product: line.product.id,
    unit: line.unit,
    quantity: float(line.quantity),
    unit_price: decimal(line.unitPrice),
    description: line.description,
    // Of one that is removed and added in one write, only the removing would happen.
    taxes: [
      ["remove", row.taxes.filter((id) => !line.taxes.includes(id))],
      ["add", line.taxes.filter((id) => !row.taxes.includes(id))],
    ],
  };
}

/** Whether the sale says all of it already. */
export function saysAlready(sale: SaleReadingRow, wanted: Wanted): boolean {
  const { draft, head } = wanted;
  const { pairs, superfluous } = paired(sale, wanted.lines);
  return (
    superfluous.length === 0 &&
    pairs.every(({ line, row }) => row !== undefined && sameLine(line, row)) &&
    sale["party."].id === head.party &&
    (sale["invoice_party."]?.id ?? head.party) === head.invoiceParty &&
    sale.invoice_address === head.invoiceAddress &&
    sale.shipment_address === head.shipmentAddress &&
    sale.payment_term === head.paymentTerm &&
    sale.carrier === head.carrier &&
    (head.warehouse === null || sale.warehouse === head.warehouse) &&
    sale.sale_date === draft.documentDate &&
    sale.description === descriptionOf(draft) &&
    sale.comment === (draft.note ?? "")
  );
}

function sameLine(line: DocumentLine, row: Row): boolean {
  if (line.type === "comment")
    return row.type === "comment" && (row.description ?? "") === line.description;
  return (
    row.type === "line" &&
    row["product."]?.id === line.product.id &&
    row.unit === line.unit &&
    compare(row.quantity ?? "0", line.quantity) === 0 &&
    compare(row.unit_price ?? "0", line.unitPrice) === 0 &&
    (row.description ?? "") === line.description &&
    sameIds(row.taxes, line.taxes)
  );
}

const sameIds = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((id) => others.includes(id));
