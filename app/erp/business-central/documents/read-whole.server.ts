import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { DocumentReading, Made } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { refusal } from "#app/erp/refusals.ts";
import { revisionOf } from "#app/erp/revision.ts";
import { divide, isZero, normalize, round } from "#app/money/decimal.ts";
import { referenceRows } from "../reference.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isPosted } from "./posted.server.ts";
import { readByRef, readWhole } from "./read.server.ts";
import type { ReadingFacts } from "./reading.ts";
import { readingOf } from "./reading.ts";
import type { BcDocumentKind } from "./sets.ts";
import type { WholeRow } from "./shape.ts";

/** A document with all a person would compare it by; one that is closed as its posted documents tell it. */
export const readDocument = (
  scope: BcScope,
  { ref, keys }: Made,
  options: CallOptions,
): Promise<DocumentReading> =>
  readByRef(
    scope,
    ref,
    {
      read: readWhole,
      told: (kind, row) => wholeReading(scope, { kind, row, keys }, options),
      left: (posted) => closedReading(posted, keys),
    },
    options,
  );

export async function wholeReading(
  scope: BcScope,
  { kind, row, keys }: { kind: BcDocumentKind; row: WholeRow; keys: readonly string[] },
  options: CallOptions,
): Promise<DocumentReading> {
  const facts: ReadingFacts = {
    keys,
    codes: await codesOf(scope, options),
    posted: await isPosted(scope, kind, row, options),
    roundingAccount: scope.settings.roundingAccount,
  };
  return readingOf(kind, row, facts);
}

/** Codes by their ids, from lists that are kept for a minute. */
async function codesOf(scope: BcScope, options: CallOptions): Promise<ReadonlyMap<string, string>> {
  const lists = await Promise.all(
    (["paymentTerms", "shipmentMethods", "locations"] as const).map((kind) =>
      referenceRows(scope, kind, options),
    ),
  );
  return new Map(lists.flat().map(({ id, code }) => [id, code]));
}

/** Of an order that is gone, only what was posted is known. */
function closedReading(left: DocumentSnapshot, keys: readonly string[]): DocumentReading {
  const unknown: ErpRef = { kind: "customer", id: "" };
  const reading = {
    ...left,
    lines: left.lines.map((line) => {
      const key = keys[line.sequence - 1];
      return {
        ...line,
        ...(key === undefined ? {} : { key }),
        unitPrice: isZero(line.quantity)
          ? "0"
          : normalize(round(divide(line.amount, line.quantity), 5)),
        discount: "0",
      };
    }),
    pricesIncludeTax: false,
    header: { sellTo: unknown, billTo: unknown },
    fixed: refusal("bcDocument.posted", { document: left.ref.number ?? left.ref.id }),
  };
  return { ...reading, revision: revisionOf(reading) };
}
