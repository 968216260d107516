import type { DocumentId, TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";

export type DocumentRow = Prisma.SalesDocumentCreateManyInput & { id: DocumentId };

/** Stores documents as planned; one that could not be made before is planned anew. Gives the id of each subject's document. */
export async function storeDocumentRows(
  tx: Tx,
  shop: string,
  documents: readonly DocumentRow[],
): Promise<Map<string, DocumentId>> {
  const stored = await tx.salesDocument.createManyAndReturn({
    data: [...documents],
    skipDuplicates: true,
    select: { id: true },
  });
  const fresh = new Set(stored.map(({ id }) => id));
  const ids = new Map(documents.map(({ subject, id }) => [subject, id]));
  for (const row of documents.filter(({ id }) => !fresh.has(id)))
    ids.set(row.subject, await replan(tx, shop, row));
  return ids;
}

/**
 * A document that could not be made before is planned anew, unless an earlier call may have had an effect: then the plan it was made with
 * stays, so that what is found can be proved against it.
 */
async function replan(tx: Tx, shop: string, row: DocumentRow): Promise<DocumentId> {
  const before = await tx.salesDocument.findUniqueOrThrow({
    where: { shop_subject_generation: { shop, subject: row.subject, generation: row.generation } },
  });
  const task = before.taskId
    ? await tx.task.findFirst({
        where: { shop, id: before.taskId },
        select: { sentAt: true, claimedBy: true },
      })
    : null;
  if (before.erpId !== null || (task !== null && (task.sentAt !== null || task.claimedBy !== null)))
    return before.id;
  const { cardId, connectionId, kind, versionId, plan, currency, total } = row;
  await tx.salesDocument.updateMany({
    where: { shop, id: before.id },
    data: { cardId, connectionId, kind, versionId, plan, currency, total, state: "planned" },
  });
  return before.id;
}

/** Each document knows the task that makes it. */
export async function linkTasks(
  tx: Tx,
  shop: string,
  pairs: { documentId: DocumentId; taskId: TaskId }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SalesDocument" d SET "taskId" = p."taskId" FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS p("documentId" uuid, "taskId" uuid)
    WHERE d.shop = ${shop} AND d.id = p."documentId" AND d."taskId" IS DISTINCT FROM p."taskId"`;
}
