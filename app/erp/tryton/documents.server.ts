import { renderExternalKey } from "#app/erp/external-key.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions, DocumentDraft, DocumentSnapshot, ErpRef, ExternalKey } from "#app/erp/port.ts";
import { prepareDraft } from "./drafts/prepare.server.ts";
import { createInvoice } from "./invoices/create.server.ts";
import { invoicesByReference, readInvoice } from "./invoices/read.server.ts";
import { invoiceSnapshot } from "./invoices/snapshot.ts";
import { cancelInvoice, postInvoice, releaseInvoice } from "./invoices/transitions.server.ts";
import { severalCalls } from "./rpc/several-calls.ts";
import { cancelSale } from "./sales/cancel.server.ts";
import { createSale, quoteSale } from "./sales/create.server.ts";
import { postSale } from "./sales/post.server.ts";
import { readSale, salesByReference } from "./sales/read.server.ts";
import { releaseSale } from "./sales/release.server.ts";
import { saleSnapshot } from "./sales/snapshot.ts";
import type { TrytonScope } from "./scope.server.ts";

/** What of Tryton's stands for a kind of document: orders are sales, invoices and credit memos are invoices. */
const isSale = (ref: ErpRef): boolean => ref.kind === "salesOrder";

/** Every document with the key, whatever its kind: sales first. */
export async function findDocuments({ tryton }: TrytonScope, key: ExternalKey, options: CallOptions): Promise<DocumentSnapshot[]> {
  const reference = renderExternalKey(key);
  const [sales, invoices] = await Promise.all([salesByReference(tryton, reference, options), invoicesByReference(tryton, reference, options)]);
  return [...sales.map(saleSnapshot), ...invoices.map(invoiceSnapshot)];
}

export async function getDocument({ tryton }: TrytonScope, ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot> {
  return isSale(ref) ? saleSnapshot(await readSale(tryton, ref, options)) : invoiceSnapshot(await readInvoice(tryton, ref, options));
}

/**
 * Looks for the key, then creates: Tryton itself would take two documents with one reference. A sale whose creation broke off before it was quoted is quoted. The caller holds the connection's lock, so that
 * no other creation of this process comes between. Totals that are not what was expected are the caller's to compare: the document stays as it is.
 */
export async function createDocument(scope: TrytonScope, key: ExternalKey, draft: DocumentDraft, options: CallOptions): Promise<DocumentSnapshot> {
  const reference = renderExternalKey(key);
  const held = await findDocuments(scope, key, options);
  const [broken, ...others] = held;
  if (broken?.unfinished && others.length === 0 && broken.kind === draft.kind) return saleSnapshot(await severalCalls(() => quoteSale(scope.tryton, Number(broken.ref.id), options)));
  if (held.length > 0) {
    const names = held.map(({ ref }) => ref.number ?? ref.id).join(", ");
    throw new ErpError({ class: "duplicate", message: `Tryton has ${names} for ${reference} already. Another document was not made: link the order to it.`, ids: held.map(({ ref }) => ref.id) });
  }
  const prepared = await prepareDraft(scope, draft, options);
  return draft.kind === "salesOrder"
    ? saleSnapshot(await createSale(scope, reference, draft, prepared, options))
    : invoiceSnapshot(await createInvoice(scope, reference, draft, prepared, options));
}

export async function releaseDocument({ tryton }: TrytonScope, ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot> {
  return isSale(ref) ? saleSnapshot(await releaseSale(tryton, ref, options)) : invoiceSnapshot(await releaseInvoice(tryton, ref, options));
}

export async function cancelDocument({ tryton }: TrytonScope, ref: ErpRef, options: CallOptions): Promise<{ outcome: "cancelled" | "refused"; reason?: string; document: DocumentSnapshot }> {
  const told = (document: DocumentSnapshot, reason: string | undefined) => (reason === undefined ? { outcome: "cancelled" as const, document } : { outcome: "refused" as const, reason, document });
  if (isSale(ref)) {
    const { row, reason } = await cancelSale(tryton, ref, options);
    return told(saleSnapshot(row), reason);
  }
  const { row, reason } = await cancelInvoice(tryton, ref, options);
  return told(invoiceSnapshot(row), reason);
}

export async function postDocument({ tryton }: TrytonScope, ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot> {
  return isSale(ref) ? saleSnapshot(await postSale(tryton, ref, options)) : invoiceSnapshot(await postInvoice(tryton, ref, options));
}
