import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Amended, DocumentReading } from "#app/erp/port/readings.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { conflict, invalid, refusal, stale } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { totalsOf } from "../arithmetic.ts";
import type { Scope } from "../scope.ts";
import type { LockedDocument } from "./change.server.ts";
import { lockDocument } from "./change.server.ts";
import { chargeAssignments } from "./charges.ts";
import type { CheckedLine } from "./checked-line.ts";
import { readFacts } from "./facts.server.ts";
import type { CheckedHeader } from "./header-check.ts";
import { checkHeader } from "./header-check.ts";
import { checkLines } from "./line-check.ts";
import { isOwnKey } from "./own-lines.ts";
import { readLocked } from "./reading.server.ts";
import type { BookedLine } from "./stored-lines.ts";

/**
 * The document as the draft has it, all of it or nothing: its lines by their keys, its header, its totals. Lines that were added in the
 * ledger stay, behind the others. Number, kind, state and rate of exchange stay.
 */
export async function amendDocument(
  scope: Scope,
  key: ExternalKey,
  { ref, revision }: Amended,
  draft: DocumentDraft,
): Promise<DocumentReading> {
  return db.$transaction(
    async (tx) => {
      const row = await lockDocument(tx, scope, { kind: ref.kind, id: ref.id });
      const document = row.number;
      if (row.externalKey !== renderExternalKey(key))
        throw conflict(refusal("document.otherKey", { document }));
      if (row.currency !== draft.currency)
        throw conflict(refusal("document.otherCurrency", { document, currency: row.currency }));
      const before = await readLocked(tx, scope, row);
      const wanted = await checked(tx, scope, draft, row.kind);
      if (isAlready(row, before.lines, wanted)) return before.reading;
      if (before.reading.fixed) throw conflict(before.reading.fixed);
      if (before.reading.revision !== revision)
        throw stale(refusal("document.changed", { document }));
      await store(tx, scope, row, { before: before.lines, ...wanted });
      const after = await lockDocument(tx, scope, { kind: ref.kind, id: ref.id });
      return (await readLocked(tx, scope, after)).reading;
    },
    { timeout: 15_000 },
  );
}

interface Wanted {
  header: CheckedHeader;
  lines: CheckedLine[];
}

async function checked(tx: Tx, scope: Scope, draft: DocumentDraft, kind: string): Promise<Wanted> {
  const { number: _number, ...rest } = draft;
  const amended = { ...rest, kind: kind as DocumentDraft["kind"] };
  const own = draft.lines.findIndex((line) => isOwnKey(line.key));
  if (own >= 0)
    throw invalid(
      `lines[${own}].key`,
      refusal("line.ownKey", { key: draft.lines[own]?.key ?? "" }),
    );
  const facts = await readFacts(scope, amended, "", tx);
  return { header: checkHeader(amended, facts), lines: checkLines(amended, facts) };
}

/** What a line says; where it stands among the others does not matter. */
const said = ({
  id: _id,
  sequence: _sequence,
  shipped: _s,
  invoiced: _i,
  ...line
}: Partial<BookedLine>) => line;

/** The columns of a header that an amendment sets. */
const columns = ({ number: _number, exchangeRate: _rate, ...header }: CheckedHeader) => header;

function isAlready(row: LockedDocument, booked: BookedLine[], { header, lines }: Wanted): boolean {
  const ours = booked.filter(({ key }) => !isOwnKey(key));
  const byKey = (list: readonly Partial<BookedLine>[]) =>
    canonicalJson(Object.fromEntries(list.map((line) => [line.key, said(line)])));
  const { documentDate, dueDate, ...rest } = columns(header);
  const stored = row as unknown as Record<string, unknown>;
  const same = Object.entries(rest).every(
    ([name, value]) => canonicalJson(bare(stored[name])) === canonicalJson(bare(value)),
  );
  return (
    same &&
    row.documentDate.toISOString().slice(0, 10) === documentDate &&
    (row.dueDate?.toISOString().slice(0, 10) ?? null) === dueDate &&
    byKey(ours) === byKey(lines)
  );
}

/** An address as stored carries the version of its shape. */
const bare = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  const { schemaVersion: _version, ...rest } = value as Record<string, unknown>;
  return rest;
};

async function store(
  tx: Tx,
  scope: Scope,
  row: LockedDocument,
  { before, header, lines }: Wanted & { before: BookedLine[] },
): Promise<void> {
  const { shop } = scope;
  const kept = before.filter(({ key }) => isOwnKey(key));
  const ids = new Map(before.map(({ key, id }) => [key, id]));
  const last = lines.at(-1)?.sequence ?? 0;
  const after = [
    ...lines.map((line) => ({ ...line, id: ids.get(line.key) ?? randomUUID() })),
    ...kept.map((line, index) => ({ ...line, sequence: last + (index + 1) * 10_000 })),
  ];
  if (after.every((line) => isText(line)))
    throw invalid("lines", refusal("line.onlyComments", { document: row.number }));
  // The lines are written anew under their ids: nothing is shipped or invoiced of any, so nothing else points to them.
  await tx.ledgerChargeAssignment.deleteMany({ where: { shop, documentId: row.id } });
  await tx.ledgerDocumentLine.deleteMany({ where: { shop, documentId: row.id } });
  await tx.ledgerDocumentLine.createMany({
    data: after.map(({ taxes: _taxes, ...line }) => ({ shop, documentId: row.id, ...line })),
  });
  await tx.ledgerLineTax.createMany({
    data: after.flatMap(({ id, taxes }) =>
      taxes.map((tax, position) => ({ shop, lineId: id, position, ...tax })),
    ),
  });
  await tx.ledgerChargeAssignment.createMany({
    data: chargeAssignments(scope, row.id, after, row.currency),
  });
  const { documentDate, dueDate, ...rest } = columns(header);
  await tx.ledgerDocument.update({
    where: { shop_id: { shop, id: row.id } },
    data: {
      ...rest,
      sellToAddress: rest.sellToAddress as unknown as Prisma.InputJsonObject,
      billToAddress: rest.billToAddress as unknown as Prisma.InputJsonObject,
      shipToAddress: rest.shipToAddress as unknown as Prisma.InputJsonObject,
      documentDate: new Date(`${documentDate}T00:00:00Z`),
      dueDate: dueDate === null ? null : new Date(`${dueDate}T00:00:00Z`),
      ...totalsOf(after, header.pricesIncludeTax),
      changedAt: now(),
      version: { increment: 1 },
    },
  });
}
