import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { negate } from "#app/money/decimal.ts";
import type { DocumentLine } from "../drafts/document-lines.ts";
import { descriptionOf } from "../drafts/header-check.ts";
import type { Wire } from "../rpc/codec.ts";
import { day, decimal, float } from "../rpc/codec.ts";

export interface InvoiceHead {
  reference: string;
  party: number;
  address: number;
  account: number;
  journal: number;
  currency: number;
  paymentTerm: number | null;
}

/**
 * What account.invoice.create is given. A credit memo is an invoice with negative quantities: a
 * refund by wizard would cancel the invoice.
 */
export const invoiceValues = (
  draft: DocumentDraft,
  head: InvoiceHead,
  lines: readonly DocumentLine[],
): Record<string, Wire> => ({
  type: "out",
  reference: head.reference,
  description: descriptionOf(draft),
  party: head.party,
  invoice_address: head.address,
  account: head.account,
  journal: head.journal,
  currency: head.currency,
  payment_term: head.paymentTerm,
  // Its date is the day it is posted on: Tryton numbers invoices in the order of their dates, and
  // an earlier one than the last would be refused.
  // Without terms the whole is due on this day.
  payment_term_date:
    head.paymentTerm === null && draft.dueDate !== undefined ? day(draft.dueDate) : null,
  lines: [["create", lines.map((line, index) => lineValues(line, (index + 1) * 10, draft, head))]],
});

function lineValues(
  line: DocumentLine,
  sequence: number,
  draft: DocumentDraft,
  head: InvoiceHead,
): Wire {
  const common = {
    sequence,
    description: line.description,
    note: line.note,
    invoice_type: "out",
    party: head.party,
    currency: head.currency,
  };
  if (line.type === "comment") return { ...common, type: "comment" };
  return {
    ...common,
    type: "line",
    product: line.product.id,
    unit: line.unit,
    account: line.account,
    unit_price: decimal(line.unitPrice),
    taxes: [["add", line.taxes]],
    quantity: float(draft.kind === "creditMemo" ? negate(line.quantity) : line.quantity),
  };
}
