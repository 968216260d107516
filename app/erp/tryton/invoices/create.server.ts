import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { misconfigured } from "#app/erp/refusals.ts";
import { finishCreated } from "../drafts/finish-created.server.ts";
import { ensureAddress } from "../drafts/parties.server.ts";
import type { PreparedDraft } from "../drafts/prepare.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import { readInvoice } from "./read.server.ts";
import type { InvoiceRow } from "./shape.ts";
import { invoiceValues } from "./values.ts";

/** An invoice or credit note as a draft with its taxes. */
export async function createInvoice(
  { tryton }: TrytonScope,
  reference: string,
  draft: DocumentDraft,
  prepared: PreparedDraft,
  options: CallOptions,
): Promise<InvoiceRow> {
  const {
    books,
    parties: { billTo },
    currency,
    paymentTerm,
  } = prepared;
  const account = billTo.receivableAccount ?? books.receivableAccount;
  if (account === null)
    throw misconfigured(
      "Tryton's company has no receivable account for customers.",
      "Choose one in Tryton's accounting configuration.",
    );
  if (books.revenueJournal === null)
    throw misconfigured("Tryton has no journal of the type revenue.", "Add one in Tryton.");
  const head = {
    reference,
    party: billTo.id,
    account,
    journal: books.revenueJournal,
    currency,
    paymentTerm,
  };
  const address = await ensureAddress(
    tryton,
    "billToAddress",
    draft.billToAddress,
    billTo,
    prepared,
    options,
  );
  const [id] = await tryton.create(
    "account.invoice",
    [invoiceValues(draft, { ...head, address }, prepared.lines)],
    options,
  );
  if (id === undefined) throw new Error("a created invoice has an id");
  return finishCreated(tryton, "account.invoice", id, options, () =>
    calculateTaxes(tryton, id, draft, options),
  );
}

/** The last step of a creation, also of one that broke off before it: Tryton calculates a draft's taxes when it is changed, not when it is made. */
export async function calculateTaxes(
  tryton: Tryton,
  id: number,
  { note }: Pick<DocumentDraft, "note">,
  options: CallOptions,
): Promise<InvoiceRow> {
  await tryton.change("account.invoice", [id], { comment: note ?? null }, options);
  return readInvoice(tryton, { id: String(id) }, options);
}
