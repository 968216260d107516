import { abs, compare, isZero, subtract } from "#app/money/decimal.ts";
import type { Row } from "../api/value.ts";
import { rule } from "../api/refusal.ts";
import type { Books } from "./books.ts";

/** Money received for an invoice. A part of it changes what remains and moves nothing that a feed could see. */
export function payInvoice(books: Books, invoice: Row, amount: string): void {
  const left = subtract(String(invoice.$remaining ?? "0"), amount);
  if (compare(left, "0") < 0)
    throw rule(`The amount ${amount} is more than what remains of ${String(invoice.number)}.`);
  invoice.$remaining = left;
  if (!isZero(left)) return;
  invoice.status = "Paid";
  books.touch(invoice);
}

/** Posts every line of a batch, also other people's; the lines are gone then. */
export function postJournal(books: Books, journalId: string): void {
  if (
    !books.find("customerPaymentJournals", "id", journalId) &&
    !books.find("journals", "id", journalId)
  )
    throw rule(`The General Journal Batch with ID ${journalId} cannot be found.`);
  const lines = books.rows("customerPayments").filter((line) => line.journalId === journalId);
  if (lines.length === 0) throw rule("There is nothing to post.");
  for (const line of lines) {
    const invoice = books.find("salesInvoices", "id", line.appliesToInvoiceId);
    if (invoice) payInvoice(books, invoice, abs(String(line.amount)));
    books.remove("customerPayments", line);
    books.add("generalLedgerEntries", {
      entryNumber: books.rows("generalLedgerEntries").length + 1,
      documentNumber: line.documentNumber ?? "",
      documentType: "Payment",
      postingDate: line.postingDate ?? "",
      creditAmount: abs(String(line.amount)),
    });
  }
}
