import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { duplicate, refusal } from "#app/erp/refusals.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft, DocumentHead, DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import type { PartyRecords } from "./drafts/parties.server.ts";
import { readParties } from "./drafts/parties.server.ts";
import type { Creation } from "./drafts/prepare.server.ts";
import { prepareDraft } from "./drafts/prepare.server.ts";
import { createInvoice, calculateTaxes } from "./invoices/create.server.ts";
import { invoicesByReference, readInvoice } from "./invoices/read.server.ts";
import { invoiceSnapshot } from "./invoices/snapshot.ts";
import { cancelInvoice, postInvoice, releaseInvoice } from "./invoices/transitions.server.ts";
import { plainWrite, writeCall } from "./port-call.server.ts";
import { invoiceReading } from "./reading/invoice.server.ts";
import { readSaleRow, saleReading } from "./reading/sale.server.ts";
import type { Tryton } from "./rpc/call.server.ts";
import { severalCalls } from "./rpc/several-calls.ts";
import { cancelSale } from "./sales/cancel.server.ts";
import { createSale, quoteSale } from "./sales/create.server.ts";
import { postSale } from "./sales/post.server.ts";
import { readSale, saleId, salesByReference, salesToRelease } from "./sales/read.server.ts";
import { releaseSale } from "./sales/release.server.ts";
import type { ReleaseRow } from "./sales/shape.ts";
import { saleHead, saleSnapshot } from "./sales/snapshot.ts";
import type { TrytonScope } from "./scope.server.ts";

/** What of Tryton's stands for a kind of document: orders and return orders are sales, invoices and credit memos are invoices. */
const isSale = ({ kind }: Pick<ErpRef, "kind">): boolean =>
  kind === "salesOrder" || kind === "returnOrder";

/** Every document with the key, whatever its kind: sales first. */
export async function findDocuments(
  { tryton }: TrytonScope,
  key: ExternalKey,
  options: CallOptions,
): Promise<DocumentSnapshot[]> {
  const [held = []] = await heldWith(tryton, [renderExternalKey(key)], options);
  return held;
}

/** What Tryton holds of each reference, in two calls for any number of them. */
async function heldWith(
  tryton: Tryton,
  references: string[],
  options: CallOptions,
): Promise<DocumentSnapshot[][]> {
  const [sales, invoices] = await Promise.all([
    salesByReference(tryton, references, options),
    invoicesByReference(tryton, references, options),
  ]);
  const of = <Row extends { reference: string | null }>(rows: Row[], reference: string): Row[] =>
    rows.filter((row) => row.reference === reference);
  return references.map((reference) => [
    ...of(sales, reference).map(saleSnapshot),
    ...of(invoices, reference).map(invoiceSnapshot),
  ]);
}

export async function getDocument(
  { tryton }: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  return isSale(ref)
    ? saleSnapshot(await readSale(tryton, ref, options))
    : invoiceSnapshot(await readInvoice(tryton, ref, options));
}

/** The document as it is now, whole. */
export async function readDocument(
  scope: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentReading> {
  return isSale(ref)
    ? saleReading(scope, await readSaleRow(scope, ref, options), options)
    : invoiceReading(scope, ref, options);
}

/** What there is with the key already, and who buys. */
interface BeforeCreation {
  held: DocumentSnapshot[];
  records: PartyRecords;
}

async function beforeCreation(
  { tryton }: TrytonScope,
  creations: Creation[],
  options: CallOptions,
): Promise<BeforeCreation[]> {
  const [held, records] = await Promise.all([
    heldWith(
      tryton,
      creations.map(({ reference }) => reference),
      options,
    ),
    readParties(
      tryton,
      creations.map(({ draft }) => draft),
      options,
    ),
  ]);
  return creations.map((_creation, index) => ({ held: held[index] ?? [], records }));
}

/**
 * Looks for the key, then creates: Tryton itself would take two documents with one reference. One
 * whose creation broke off before
 * its last step gets that. Alone on its database while it works, so that no other creation of this
 * process comes between. Totals that are not what was
 * expected are the caller's to compare: the document stays as it is.
 */
export async function createDocument(
  scope: TrytonScope,
  key: ExternalKey,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<DocumentHead> {
  const reference = renderExternalKey(key);
  // The reading is for several callers: one of them giving up must not end it.
  const read = (creations: Creation[]): Promise<BeforeCreation[]> =>
    beforeCreation(scope, creations, { traceId: options.traceId });
  return writeCall(scope, options, {
    about: reference,
    ahead: { group: `creations ${scope.key}`, wanted: { reference, draft }, read },
    work: (before) => create(scope, { reference, draft }, before, options),
  });
}

async function create(
  scope: TrytonScope,
  creation: Creation,
  { held, records }: BeforeCreation,
  options: CallOptions,
): Promise<DocumentHead> {
  const { reference, draft } = creation;
  const [broken, ...others] = held;
  if (broken?.unfinished && others.length === 0 && broken.kind === draft.kind)
    return severalCalls(() => finish(scope, Number(broken.ref.id), draft, options));
  if (held.length > 0) {
    const names = held.map(({ ref }) => ref.number ?? ref.id).join(", ");
    throw duplicate(
      refusal("sale.duplicate", { documents: names, reference }),
      held.map(({ ref }) => ref.id),
    );
  }
  const prepared = await prepareDraft(scope, draft, records, options);
  return isSale(draft)
    ? saleHead(await createSale(scope, creation, prepared, options))
    : invoiceSnapshot(await createInvoice(scope, creation, prepared, options));
}

async function finish(
  { tryton }: TrytonScope,
  id: number,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<DocumentHead> {
  return isSale(draft)
    ? saleHead(await quoteSale(tryton, id, options))
    : invoiceSnapshot(await calculateTaxes(tryton, id, draft, options));
}

export async function releaseDocument(
  scope: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentHead> {
  const { tryton } = scope;
  if (!isSale(ref))
    return plainWrite(scope, options, async () =>
      invoiceSnapshot(await releaseInvoice(tryton, ref, options)),
    );
  const read = async (ids: number[]): Promise<(ReleaseRow | undefined)[]> => {
    const rows = await salesToRelease(tryton, ids, { traceId: options.traceId });
    return ids.map((id) => rows.find((row) => row.id === id));
  };
  const wanted = saleId(ref);
  return writeCall(scope, options, {
    about: `sale ${wanted}`,
    ahead: { group: `releases ${scope.key}`, wanted, read },
    work: async (seen) => saleHead(await releaseSale(tryton, ref, seen, options)),
  });
}

export async function cancelDocument(
  { tryton }: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<{ outcome: "cancelled" | "refused"; reason?: RefusalText; document: DocumentSnapshot }> {
  const resultOf = (document: DocumentSnapshot, reason: RefusalText | undefined) =>
    reason === undefined
      ? { outcome: "cancelled" as const, document }
      : { outcome: "refused" as const, reason, document };
  if (isSale(ref)) {
    const { row, reason } = await cancelSale(tryton, ref, options);
    return resultOf(saleSnapshot(row), reason);
  }
  const { row, reason } = await cancelInvoice(tryton, ref, options);
  return resultOf(invoiceSnapshot(row), reason);
}

export async function postDocument(
  { tryton }: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  return isSale(ref)
    ? saleSnapshot(await postSale(tryton, ref, options))
    : invoiceSnapshot(await postInvoice(tryton, ref, options));
}
