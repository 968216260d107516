import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { isText } from "#app/erp/port/line-kinds.ts";
import type { DocumentDraft, DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare } from "#app/money/decimal.ts";
import { now } from "#app/lib/clock.ts";
import { totalsOf } from "../arithmetic.ts";
import { uniqueViolation } from "../database-errors.server.ts";
import { duplicate, invalid, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { chargeAssignments } from "./charges.ts";
import { readFacts } from "./facts.server.ts";
import { checkHeader } from "./header-check.ts";
import { checkLines } from "./line-check.ts";
import { isOwnKey } from "./own-lines.ts";
import { findByKey } from "./read.server.ts";
import { snapshotOf } from "./snapshot.ts";
import type { CheckedLine } from "./checked-line.ts";

type NewLine = Omit<CheckedLine, "taxes"> & {
  shop: string;
  id: string;
  documentId: string;
  shipped: Decimal;
  invoiced: Decimal;
};

/**
 * Books a document: reads what it names, checks all of it, writes it whole or not at all. Two
 * statements, however many lines.
 * The external key is unique per connection over all kinds; a second document for it is refused as `duplicate`.
 */
export const createDocument = (
  scope: Scope,
  key: ExternalKey,
  draft: DocumentDraft,
): Promise<DocumentSnapshot> => bookDocument(scope, renderExternalKey(key), draft);

/** `byHand`: a person makes it, for no order of Shopify; its key only keeps one click from making two. */
export async function bookDocument(
  scope: Scope,
  externalKey: string,
  draft: DocumentDraft,
  options: { byHand?: boolean } = {},
): Promise<DocumentSnapshot> {
  const own = draft.lines.findIndex((line) => isOwnKey(line.key));
  if (own >= 0)
    throw invalid(
      `lines[${own}].key`,
      refusal("line.ownKey", { key: draft.lines[own]?.key ?? "" }),
    );
  const facts = await readFacts(scope, draft, externalKey);
  if (facts.sameKey) throw alreadyCreated(externalKey, facts.sameKey);
  const header = checkHeader(draft, facts, options);
  const lines = checkLines(draft, facts);
  const totals = totalsOf(lines, draft.pricesIncludeTax);
  // What else releasing asks for was checked just now.
  const released =
    draft.release === true &&
    compare(totals.gross, draft.expected.gross) === 0 &&
    lines.some((line) => !isText(line));
  const id = randomUUID();
  const at = now();
  const { number: manual, ...rest } = header;
  const document = {
    shop: scope.shop,
    id,
    connectionId: scope.connectionId,
    kind: draft.kind,
    externalKey,
    state: released ? "released" : "open",
    version: 1,
    ...rest,
    ...totals,
    createdAt: at.toISOString(),
    changedAt: at.toISOString(),
    releasedAt: released ? at.toISOString() : null,
    postedAt: null,
    cancelledAt: null,
  };
  const newLines = lines.map(({ taxes: _taxes, ...line }): NewLine => ({
    shop: scope.shop,
    id: randomUUID(),
    documentId: id,
    ...line,
    shipped: "0",
    invoiced: "0",
  }));
  const taxes = lines.flatMap((line, index) =>
    line.taxes.map((tax, position) => ({
      shop: scope.shop,
      lineId: newLines[index]?.id,
      position,
      ...tax,
    })),
  );
  let number: string;
  try {
    number = await insert(
      scope,
      { kind: draft.kind, manual },
      {
        document,
        lines: newLines,
        taxes,
        charges: chargeAssignments(scope, id, newLines, draft.currency),
      },
    );
  } catch (error) {
    throw await explain(error, scope, externalKey, draft.number);
  }
  const column = (value: Decimal) => ({ toFixed: () => value });
  return snapshotOf({
    ...document,
    number,
    changedAt: at,
    net: column(totals.net),
    tax: column(totals.tax),
    gross: column(totals.gross),
    lines: newLines.map((line) => ({
      ...line,
      quantity: column(line.quantity),
      shipped: column("0"),
      invoiced: column("0"),
      amount: column(line.amount),
    })),
  });
}

/**
 * One statement, so that the number is taken exactly when the document stands: a refused document
 * leaves no gap in the series.
 */
async function insert(
  scope: Scope,
  { kind, manual }: { kind: string; manual: string | null },
  rows: { document: object; lines: object[]; taxes: object[]; charges: object[] },
): Promise<string> {
  const [row] = await db.$queryRaw<{ number: string }[]>`
    WITH taken AS (
      UPDATE "LedgerNumberSeries" SET next = next + 1
      WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND code = ${kind}
        AND ${manual}::text IS NULL
      RETURNING prefix || lpad((next - 1)::text, greatest(width, length((next - 1)::text)), '0') AS number
    ), numbered AS (
      SELECT coalesce(${manual}::text, (SELECT number FROM taken)) AS number
    ), document AS (
      INSERT INTO "LedgerDocument" SELECT row.* FROM numbered,
        LATERAL jsonb_populate_record(NULL::"LedgerDocument", ${JSON.stringify(rows.document)}::jsonb || jsonb_build_object('number', numbered.number)) AS row
      RETURNING number
    ), lines AS (
      INSERT INTO "LedgerDocumentLine" SELECT * FROM jsonb_populate_recordset(NULL::"LedgerDocumentLine",
        ${JSON.stringify(rows.lines)}::jsonb)
    ), taxes AS (
      INSERT INTO "LedgerLineTax" SELECT * FROM jsonb_populate_recordset(NULL::"LedgerLineTax",
        ${JSON.stringify(rows.taxes)}::jsonb)
    ), charges AS (
      INSERT INTO "LedgerChargeAssignment" SELECT *
        FROM jsonb_populate_recordset(NULL::"LedgerChargeAssignment", ${JSON.stringify(rows.charges)}::jsonb)
    )
    SELECT number FROM document`;
  if (!row) throw new Error("an inserted document has a number");
  return row.number;
}

/** What another worker did between the reading and the writing shows in the unique indexes. */
async function explain(
  error: unknown,
  scope: Scope,
  externalKey: string,
  number: string | undefined,
): Promise<unknown> {
  if (uniqueViolation(error) === undefined) return error;
  const [same] = await findByKey(scope, externalKey);
  if (same) return alreadyCreated(externalKey, { id: same.ref.id, number: same.ref.number ?? "" });
  return number === undefined
    ? error
    : invalid("number", refusal("document.numberTaken", { number }));
}

const alreadyCreated = (externalKey: string, existing: { id: string; number: string }): ErpError =>
  duplicate(refusal("document.duplicate", { document: existing.number, key: externalKey }), [
    existing.id,
  ]);
