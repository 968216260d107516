import { stateMachine } from "#app/lib/states.ts";

/** A document of the ledger. How far an order is shipped and invoiced is read from its lines. */
export const DOCUMENT = stateMachine({
  open: ["released", "cancelled", "posted"],
  released: ["open", "cancelled", "posted"],
  posted: [],
  cancelled: [],
});
export type DocumentState = (typeof DOCUMENT.states)[number];

/** A posted invoice or credit memo. */
export const POSTED_INVOICE = stateMachine({
  posted: ["paid", "cancelled"],
  paid: ["cancelled"],
  cancelled: [],
});
export const POSTED_INVOICE_KINDS = ["salesInvoice", "creditMemo"] as const;

/** Why stock changed. */
export const STOCK_ENTRY_KINDS = [
  "adjustment",
  "shipment",
  "shipmentUndone",
  "return",
  "returnUndone",
] as const;
