import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft, DocumentSnapshot } from "#app/erp/port/documents.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { conflict, duplicate, misconfigured, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import type { SentLine } from "../drafts/compare-lines.ts";
import { addedLines } from "../drafts/compare-lines.ts";
import type { Writing } from "../drafts/document-body.ts";
import { documentBody, lineBodies } from "../drafts/document-body.ts";
import { checkHeader } from "../drafts/header-check.ts";
import { checkLines } from "../drafts/line-check.ts";
import { prepareWriting } from "../drafts/prepare.server.ts";
import { inBasis } from "../drafts/price-basis.ts";
import { inTurn } from "../keyed-turns.server.ts";
import { afterWriting } from "../port-call.server.ts";
import type { BcScope } from "../scope.server.ts";
import { findDocuments, readRow } from "./read.server.ts";
import { SETS } from "./sets.ts";
import type { DocumentRow } from "./shape.ts";
import { documentRow } from "./shape.ts";
import { snapshotOf } from "./snapshot.ts";
import { explained } from "./why-refused.server.ts";

/**
 * Looks for the key, then creates: Business Central itself would take two documents with one number.
 * Totals that are not what was expected are the caller's to compare.
 */
export async function createDocument(
  scope: BcScope,
  key: ExternalKey,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  const reference = renderExternalKey(key);
  checkHeader(draft);
  checkLines(draft);
  return inTurn(`${scope.key} ${reference}`, async () => {
    const held = await findDocuments(scope, key, options);
    if (held.length > 0) {
      const documents = held.map(({ ref }) => ref.number ?? ref.id).join(", ");
      throw duplicate(
        refusal("bcDocument.duplicate", { documents, reference }),
        held.map(({ ref }) => ref.id),
      );
    }
    return create(scope, await prepareWriting(scope, reference, draft, options), options);
  });
}

async function create(
  scope: BcScope,
  writing: Writing,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  const { draft } = writing;
  const made = await write(scope, writing, options);
  return afterWriting(async () => {
    if (made.pricesIncludeTax !== draft.pricesIncludeTax) {
      await discard(scope, made, draft, options);
      return otherBasis(scope, writing, made.pricesIncludeTax, options);
    }
    // What comes with the creation may be from before the lines.
    return checked(scope, writing, made.id, options);
  });
}

async function write(scope: BcScope, writing: Writing, options: CallOptions): Promise<DocumentRow> {
  const { path } = await companyOf(scope, options);
  const { set } = SETS[writing.draft.kind];
  try {
    return await scope.api.create(
      { path: `${path}/${set}`, body: documentBody(writing) },
      documentRow,
      options,
    );
  } catch (error) {
    throw await explained(scope, writing.draft, error, options);
  }
}

/** Invoices and credit memos take the customer's own price basis, which is told only by what was made. */
async function otherBasis(
  scope: BcScope,
  writing: Writing,
  inclusive: boolean,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  const { draft } = writing;
  const basis = { from: draft.pricesIncludeTax, to: inclusive, currency: draft.currency };
  const lines = draft.lines.map((line) => inBasis(line, basis));
  const again = { ...writing, draft: { ...draft, pricesIncludeTax: inclusive, lines } };
  const made = await write(scope, again, options);
  return checked(scope, again, made.id, options);
}

async function discard(
  scope: BcScope,
  made: DocumentRow,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<void> {
  const { path } = await companyOf(scope, options);
  await scope.api.remove({ path: `${path}/${SETS[draft.kind].set}(${made.id})` }, options);
}

const sentLines = (writing: Writing): SentLine[] =>
  lineBodies(writing).map((body, index) => {
    const line = writing.draft.lines[index];
    if (body.lineType === "Comment") return { kind: "comment", quantity: "0" };
    return line && !isText(line)
      ? { kind: line.item ? "item" : "fee", quantity: line.quantity }
      : { kind: "fee", quantity: "1" };
  });

/** The document as it stands, if it holds what was sent and nothing else; otherwise it is taken back. */
async function checked(
  scope: BcScope,
  writing: Writing,
  id: string,
  options: CallOptions,
): Promise<DocumentSnapshot> {
  const { draft } = writing;
  const row = await readRow(scope, draft.kind, id, options);
  if (!row) throw conflict(refusal("bcDocument.vanished", { reference: writing.reference }));
  const added = addedLines(sentLines(writing), row);
  if (added === undefined) return snapshotOf(draft.kind, row);
  await discard(scope, row, draft, options);
  throw misconfigured(
    refusal("bcDocument.addedLines", {
      lines: added.join(", "),
      customer: draft.sellTo.number ?? draft.sellTo.id,
    }),
    refusal("bcAction.recurringLines"),
  );
}
