import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { ErpError } from "#app/erp/errors.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import { add, isZero } from "#app/money/decimal.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";
import { readFacts } from "./facts.server.ts";
import { checkLines } from "./line-check.ts";
import type { AddedLine, EditableLine } from "./line-edit.ts";
import { ownKey } from "./own-lines.ts";
import type { PriceBasis } from "./reprice.ts";
import { taxesFor } from "./reprice.ts";
import type { CheckedLine } from "./checked-line.ts";

/** What new lines take from their document. */
export interface AddedTo extends PriceBasis {
  sellToId: string;
  lines: EditableLine[];
  /** New lines count on from here. */
  lastSequence: number;
}

/** New item lines, checked as lines of a new document are; taxed as the order's goods are. */
export async function addedLines(
  tx: Tx,
  scope: Scope,
  document: AddedTo,
  added: readonly AddedLine[],
): Promise<(CheckedLine & { id: string })[]> {
  if (added.length === 0) return [];
  const items = await tx.ledgerItem.findMany({
    where: { ...scope, id: { in: added.map((line) => line.itemId).filter(isUuid) } },
  });
  const company = await tx.ledgerCompany.findUnique({
    where: { shop_connectionId: scope },
    select: { currency: true },
  });
  const ids = added.map(() => randomUUID());
  const lines = added.map((line, index): DraftLine => {
    const item = items.find((candidate) => candidate.id === line.itemId);
    if (!item) throw invalid(`lines[${line.key}].item`, refusal("item.gone"));
    const price =
      item.price !== null && (item.currency ?? company?.currency) === document.currency
        ? decimalOf(item.price)
        : undefined;
    if (line.unitPrice === "" && price === undefined)
      throw invalid(
        `lines[${line.key}].unitPrice`,
        refusal("item.noPrice", { item: item.number, currency: document.currency }),
      );
    return {
      key: ownKey(ids[index] ?? ""),
      kind: "item",
      item: { kind: "item", id: line.itemId, number: item.number },
      variantCode: line.variantCode,
      description: item.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice === "" ? (price ?? "") : line.unitPrice,
      discount: "0",
      taxes: [],
      ...(line.location === "" ? {} : { location: line.location }),
    };
  });
  const sellTo = { kind: "customer" as const, id: document.sellToId };
  const draft = {
    kind: "salesOrder" as const,
    sellTo,
    billTo: sellTo,
    sellToAddress: { name: "" },
    billToAddress: { name: "" },
    shipToAddress: { name: "" },
    currency: document.currency,
    pricesIncludeTax: document.pricesIncludeTax,
    documentDate: "",
    shopifyOrderNumber: "",
    shopifyOrderId: "",
    taxLiable: true,
    lines,
    expected: { net: "0", tax: "0", gross: "0" },
  };
  const facts = await readFacts(scope, draft, "", tx);
  const like = taxModel(document.lines);
  return checked(added, () => checkLines(draft, facts)).map((line, index) => {
    const taxes = like ? taxesFor(line.amount, like, document) : [];
    return {
      ...line,
      id: ids[index] ?? "",
      sequence: document.lastSequence + line.sequence,
      taxes,
      tax: add("0", ...taxes.map((tax) => tax.amount)),
    };
  });
}

/**
 * The goods whose taxes a new line takes: the first that cost something and were taxed, else the
 * first that were taxed at all.
 */
function taxModel(lines: readonly EditableLine[]): EditableLine | undefined {
  const goods = lines.filter(
    (line) => line.kind === "item" && line.itemId !== null && line.taxes.length > 0,
  );
  return goods.find((line) => !isZero(line.amount)) ?? goods[0];
}

/** Refusals name the row as the form does instead of its place in the draft. */
function checked<T>(added: readonly AddedLine[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { detail } = error as Partial<ErpError>;
    const [, place, part] =
      detail?.class === "validation" ? (/^lines\[(\d+)\]\.(\w+)$/.exec(detail.field) ?? []) : [];
    const row = place === undefined ? undefined : added[Number(place)];
    if (!row || detail?.class !== "validation") throw error;
    const { text, limit } = detail;
    const field = `lines[${row.key}].${part ?? ""}`;
    if (!text) throw error;
    const params = "field" in text.params ? { ...text.params, field: part ?? "" } : text.params;
    throw invalid(field, { ...text, params }, limit);
  }
}
