import type { DocumentDraft, DocumentKind } from "#app/erp/port/documents.ts";

/** Kinds of document that the API has; return orders are not among them. */
export type BcDocumentKind = Exclude<DocumentKind, "returnOrder">;

/** Where each kind of document lives. */
export const SETS = {
  salesOrder: { set: "salesOrders", lines: "salesOrderLines", date: "orderDate" },
  salesInvoice: { set: "salesInvoices", lines: "salesInvoiceLines", date: "invoiceDate" },
  creditMemo: { set: "salesCreditMemos", lines: "salesCreditMemoLines", date: "creditMemoDate" },
} as const satisfies Record<BcDocumentKind, { set: string; lines: string; date: string }>;

export type BcDraft = DocumentDraft & { kind: BcDocumentKind };
export const isBcDraft = (draft: DocumentDraft): draft is BcDraft => isKind(draft.kind);

export const isKind = (kind: string): kind is BcDocumentKind => Object.hasOwn(SETS, kind);

/** Of a document that was read here; one of a kind that is not there cannot have been. */
export const setOf = (kind: DocumentKind): string => {
  if (!isKind(kind)) throw new Error(`Business Central has no ${kind}`);
  return SETS[kind].set;
};

/** Lines of one request are numbered by it. */
const STEP = 10_000;

export const sequenceOf = (place: number): number => place * STEP;

/** The place of a line among those sent; undefined for one that people added. */
export const placeOf = (sequence: number): number | undefined =>
  sequence > 0 && sequence % STEP === 0 ? sequence / STEP : undefined;
