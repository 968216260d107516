import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { finishCreated } from "../drafts/finish-created.server.ts";
import { ensureAddress } from "../drafts/parties.server.ts";
import type { Creation, PreparedDraft } from "../drafts/prepare.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import { readInvoice } from "./read.server.ts";
import type { InvoiceRow } from "./shape.ts";
import { invoiceValues } from "./values.ts";

/** An invoice or credit note as a draft with its taxes. */
export async function createInvoice(
  { tryton }: TrytonScope,
  { reference, draft }: Creation,
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
      refusal("trytonInvoice.noReceivableAccount"),
      refusal("trytonAction.receivableAccount"),
    );
  if (books.revenueJournal === null)
    throw misconfigured(
      refusal("trytonInvoice.noRevenueJournal"),
      refusal("trytonAction.addJournal"),
    );
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
    { field: "billToAddress", address: draft.billToAddress, party: billTo },
    prepared,
    options,
  );
  const [id] = await tryton.create(
    "account.invoice",
    [invoiceValues(draft, { ...head, address }, prepared.lines)],
    options,
  );
  if (id === undefined) throw new Error("a created invoice has an id");
  return finishCreated(
    tryton,
    { model: "account.invoice", id },
    () => calculateTaxes(tryton, id, draft, options),
    options,
  );
}

/**
 * The last step of a creation, also of one that broke off before it: Tryton calculates a draft's
 * taxes when it is changed, not when it is created.
 */
export async function calculateTaxes(
  tryton: Tryton,
  id: number,
  { note }: Pick<DocumentDraft, "note">,
  options: CallOptions,
): Promise<InvoiceRow> {
  await tryton.change(
    { model: "account.invoice", ids: [id], values: { comment: note ?? null } },
    options,
  );
  return readInvoice(tryton, { id: String(id) }, options);
}
