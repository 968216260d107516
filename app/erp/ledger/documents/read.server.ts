import { db } from "#app/db/client.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { missing, refusal, said } from "#app/erp/refusals.ts";
import { dayIn } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { snapshotOf } from "./snapshot.ts";

/** None or one: the key is unique over all kinds of document. */
export async function findByKey(scope: Scope, externalKey: string): Promise<DocumentSnapshot[]> {
  const rows = await db.ledgerDocument.findMany({
    where: { ...scope, externalKey },
    include: { lines: true },
  });
  return rows.map(snapshotOf);
}

/**
 * Throws `gone` for a deleted document, `notFound` for one that never was. A posted invoice's id
 * finds the document it was posted from.
 */
export async function getDocument(scope: Scope, ref: ErpRef): Promise<DocumentSnapshot> {
  const row = isUuid(ref.id)
    ? await db.ledgerDocument.findFirst({
        where: { ...scope, OR: [{ id: ref.id }, { invoices: { some: { id: ref.id } } }] },
        include: { lines: true },
      })
    : null;
  if (row) return snapshotOf(row);
  throw await absence(scope, ref.id, ref.number);
}

/** Why a document is not there. */
export async function absence(scope: Scope, id: string, number?: string): Promise<ErpError> {
  const deleted = isUuid(id)
    ? await db.ledgerDeletedDocument.findFirst({ where: { ...scope, id } })
    : null;
  if (deleted)
    return new ErpError({
      class: "gone",
      ...said(
        refusal("document.deleted", {
          document: deleted.number,
          by: deleted.deletedBy,
          date: dayIn("UTC", deleted.deletedAt),
        }),
      ),
    });
  return missing(refusal("document.missing", { document: number ?? id }));
}
