import type { Tx } from "#app/db/client.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { setProblems, clearOrderProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import type { NewEvent } from "#app/domain/timeline/events.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { DocumentResult } from "./results.ts";
import { setDocumentState, orderGotDocument } from "#app/domain/orders/document-of-order.server.ts";

interface Subject {
  salesDocumentId: string;
  orderId: string;
}

/** The ERP's answer on the document, the order and its timeline: one statement, and a look at what changed while the document was being made. */
export async function documentCreated(
  tx: Tx,
  shop: string,
  { salesDocumentId, orderId }: Subject,
  { ref, kind, status }: DocumentResult,
): Promise<void> {
  const at = now();
  const event: NewEvent = {
    orderId,
    kind: "documentCreated",
    actor: "app",
    data: { kind, number: ref.number ?? null, salesDocumentId },
  };
  const [row] = await tx.$queryRaw<
    { changed: boolean; cancelled: boolean; plannedCancelled: boolean }[]
  >`
    WITH document AS (
      UPDATE "SalesDocument" SET state = 'created', kind = ${kind}, "erpId" = ${ref.id}, number = ${ref.number ?? null}, url = ${ref.url ?? null}, "erpStatus" = ${status}, "createdInErpAt" = ${at}
      WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid RETURNING shop, "versionId", generation, plan
    ), ordered AS (${orderGotDocument(orderId, kind, ref.number ?? null)}
    ), cleared AS (${clearOrderProblems(shop, orderId, ["plan", "task"], at)}
    ), event AS (
      ${insertEvents(shop, [event])}
    )
    SELECT * FROM ordered`;
  // The order was read again while its document was being made: the document is of the version it was planned from (I-50).
  if (row && (row.changed || (row.cancelled && !row.plannedCancelled)))
    await markConflicts(tx, shop, [{ orderId, wasCancelled: row.plannedCancelled }]);
}

/** A document that was not made, or one that stands in the ERP but cannot be accepted (its number is kept then). */
export async function documentFailed(
  tx: Tx,
  shop: string,
  { salesDocumentId, orderId }: Subject,
  problem: TaskProblem,
  result: DocumentResult | null,
): Promise<void> {
  await tx.salesDocument.updateMany({
    where: { shop, id: salesDocumentId },
    data: {
      state: "failed",
      ...(result
        ? {
            erpId: result.ref.id,
            number: result.ref.number ?? null,
            url: result.ref.url ?? null,
            erpStatus: result.status,
          }
        : {}),
    },
  });
  await setDocumentState(tx, shop, [orderId], "failed");
  await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [problem] }]);
  await recordEvents(tx, shop, [
    { orderId, kind: "documentFailed", actor: "app", data: { problem, salesDocumentId } },
  ]);
}

/** What a document needs first could not be created: the orders that wait for it say so. */
export async function predecessorFailed(
  tx: Tx,
  shop: string,
  taskId: string,
  problem: TaskProblem,
): Promise<void> {
  const waiting = await tx.task.findMany({
    where: { shop, afterTaskId: taskId, kind: "createDocument", state: "planned" },
    select: { orderId: true },
  });
  const orderIds = waiting.flatMap(({ orderId }) => orderId ?? []);
  await setDocumentState(tx, shop, orderIds, "failed");
  await setProblems(
    tx,
    shop,
    "task",
    orderIds.map((orderId) => ({ subject: orderId, orderId, problems: [problem] })),
  );
}
