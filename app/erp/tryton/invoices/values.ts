import type { DocumentDraft } from "#app/erp/port.ts";
import { misconfigured } from "#app/erp/refusals.ts";
import { negate } from "#app/money/decimal.ts";
import type { Books } from "../drafts/books.ts";
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

/** What account.invoice.create is given. A credit memo is an invoice with negative quantities: a refund by wizard would cancel the invoice. */
export const invoiceValues = (draft: DocumentDraft, head: InvoiceHead, lines: readonly DocumentLine[], books: Books): Record<string, Wire> => ({
  type: "out", reference: head.reference, description: descriptionOf(draft),
  party: head.party, invoice_address: head.address, account: head.account, journal: head.journal, currency: head.currency, payment_term: head.paymentTerm,
  invoice_date: day(draft.documentDate),
  // Without terms the whole is due on this day.
  payment_term_date: head.paymentTerm === null && draft.dueDate !== undefined ? day(draft.dueDate) : null,
  lines: [["create", lines.map((line, index) => lineValues(line, (index + 1) * 10, draft, head, books))]],
});

function lineValues(line: DocumentLine, sequence: number, draft: DocumentDraft, head: InvoiceHead, books: Books): Wire {
  const common = { sequence, description: line.description, note: line.note, invoice_type: "out", party: head.party, currency: head.currency };
  if (line.type === "comment") return { ...common, type: "comment" };
  const { product } = line;
  const account = books.categoryAccounts.get(product.accountCategory ?? 0) ?? books.revenueAccount;
  if (account === null) throw misconfigured(`The product "${product.code}" has no revenue account in Tryton.`, "Give it an accounting category with one.");
  return {
    ...common, type: "line", product: product.id, unit: line.unit, account, unit_price: decimal(line.unitPrice), taxes: [["add", line.taxes]],
    quantity: float(draft.kind === "creditMemo" ? negate(line.quantity) : line.quantity),
  };
}
