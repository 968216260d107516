import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Amended, DocumentReading } from "#app/erp/port/readings.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { ErpError } from "#app/erp/errors.ts";
import { conflict, gone, missing, refusal, stale, unsupported } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import { wholeReading } from "../documents/read-whole.server.ts";
import type { BcDraft } from "../documents/sets.ts";
import { leftOf, readWhole } from "../documents/read.server.ts";
import type { WholeRow } from "../documents/shape.ts";
import { explained } from "../documents/why-refused.server.ts";
import type { Writing } from "../drafts/document-body.ts";
import { checkHeader } from "../drafts/header-check.ts";
import { checkLines } from "../drafts/line-check.ts";
import { prepareWriting } from "../drafts/prepare.server.ts";
import { inTurn } from "../keyed-turns.server.ts";
import { afterWriting } from "../port-call.server.ts";
import type { BcScope } from "../scope.server.ts";
import type { Together } from "../wire/batch.ts";
import { MOST_TOGETHER } from "../wire/batch.ts";
import { isGuid } from "../wire/filter.ts";
import { changesOf } from "./changes.ts";

/**
 * All changes are one request that Business Central does whole or not at all, and only to the order as it was read: what anybody changes
 * of it gives it another etag. Asked again after a lost answer, the order says all of it already.
 */
export async function amendDocument(
  scope: BcScope,
  key: ExternalKey,
  { ref, revision, keys, draft }: Amended & { draft: DocumentDraft },
  options: CallOptions,
): Promise<DocumentReading> {
  const document = ref.number ?? ref.id;
  if (!isGuid(ref.id)) throw missing(refusal("bcDocument.noDocument", { document }));
  if (ref.kind !== "salesOrder")
    throw unsupported("amendable", refusal("bcDocument.notAmendable", { document }));
  const { number: _number, ...rest } = draft;
  const wanted: BcDraft = { ...rest, kind: "salesOrder" };
  checkHeader(wanted);
  checkLines(wanted);
  const reference = renderExternalKey(key);
  const writing = await prepareWriting(scope, reference, wanted, options);
  return inTurn(`${scope.key} ${reference}`, async () => {
    const row = await readWhole(scope, "salesOrder", ref.id, options);
    if (!row) throw await notThere(scope, ref.id, document, options);
    checkSame(row, writing);
    const done = wanted.lines.map((line) => line.key);
    // Whether all is done is asked of every place that a line of the app's was at, or shall be.
    const every = [...done, ...keys.slice(done.length)];
    const read = (of: WholeRow, of_keys: readonly string[]) =>
      wholeReading(scope, { kind: "salesOrder", row: of, keys: of_keys }, options);
    if ((await changes(scope, row, { writing, keys: every }, options)).length === 0)
      return read(row, done);
    const seen = await read(row, keys);
    if (seen.fixed) throw conflict(seen.fixed);
    if (seen.revision !== revision) throw stale(refusal("bcDocument.changed", { document }));
    const requests = await changes(scope, row, { writing, keys }, options);
    if (requests.length > MOST_TOGETHER)
      throw conflict(refusal("bcDocument.tooManyChanges", { document }));
    await apply(scope, requests, wanted, options).catch((error: unknown) => {
      if (error instanceof ErpError && error.detail.class === "versionConflict")
        throw stale(refusal("bcDocument.changed", { document }));
      throw error;
    });
    return afterWriting(async () => {
      const after = await readWhole(scope, "salesOrder", ref.id, options);
      if (!after || (await changes(scope, after, { writing, keys: every }, options)).length > 0)
        throw conflict(refusal("bcDocument.notAmended", { document }));
      return read(after, done);
    });
  });
}

async function apply(
  scope: BcScope,
  requests: readonly Together[],
  draft: DocumentDraft,
  options: CallOptions,
): Promise<void> {
  try {
    await scope.api.together(requests, options);
  } catch (error) {
    throw await explained(scope, draft, error, options);
  }
}

async function changes(
  scope: BcScope,
  row: WholeRow,
  { writing, keys }: { writing: Writing; keys: readonly string[] },
  options: CallOptions,
): Promise<readonly Together[]> {
  const { path } = await companyOf(scope, options);
  const sets = { orders: `${path}/salesOrders`, lines: `${path}/salesOrderLines` };
  const found = changesOf(row, writing, { keys, sets });
  if ("taken" in found)
    throw conflict(refusal("bcDocument.placeTaken", { document: row.number, line: found.taken }));
  return found.requests;
}

/** Whose order it is stays as it was made. */
function checkSame(row: WholeRow, { reference, draft, ids }: Writing): void {
  const document = row.number;
  if (row.externalDocumentNumber !== reference)
    throw conflict(refusal("bcDocument.otherKey", { document }));
  if (row.currencyCode !== draft.currency)
    throw conflict(refusal("bcDocument.otherCurrency", { document, currency: row.currencyCode }));
  if (row.customerId !== ids.customer || row.billToCustomerId !== ids.billTo)
    throw conflict(refusal("bcDocument.otherCustomer", { document, customer: row.customerNumber }));
}

async function notThere(
  scope: BcScope,
  id: string,
  document: string,
  options: CallOptions,
): Promise<ErpError> {
  const left = await leftOf(scope, id, options);
  if (!left) return gone(refusal("bcDocument.gone", { document }));
  return conflict(refusal("bcDocument.posted", { document: left.ref.number ?? document }));
}
