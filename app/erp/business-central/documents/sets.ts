import type { DocumentKind } from "#app/erp/port/documents.ts";

/** Where each kind of document lives. */
export const SETS = {
  salesOrder: { set: "salesOrders", lines: "salesOrderLines", date: "orderDate" },
  salesInvoice: { set: "salesInvoices", lines: "salesInvoiceLines", date: "invoiceDate" },
  creditMemo: { set: "salesCreditMemos", lines: "salesCreditMemoLines", date: "creditMemoDate" },
} as const satisfies Record<DocumentKind, { set: string; lines: string; date: string }>;

/** Lines of one request are numbered by it. */
const STEP = 10_000;

export const sequenceOf = (place: number): number => place * STEP;

/** The place of a line among those sent; undefined for one that people added. */
export const placeOf = (sequence: number): number | undefined =>
  sequence > 0 && sequence % STEP === 0 ? sequence / STEP : undefined;
