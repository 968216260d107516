import type { DocumentId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { refusal } from "#app/erp/refusals.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isOut } from "#app/tasks/states.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { documentUnlinked } from "./document-state.server.ts";
import { isBeside, sourceOf } from "./subject.ts";
import type { UnlinkRefusal } from "./unlink-document.server.ts";

/** Takes a document beside the order's own away from what it stands for: the ERP's document stays, and the goods can get another under the next generation. */
export async function unlinkBeside(
  { shop, by }: Scope,
  { documentId, orderId }: { documentId: DocumentId; orderId: OrderId },
  reason: string,
): Promise<Result<null, UnlinkRefusal>> {
  return db.$transaction(async (tx) => {
    await lockOrders(tx, shop, [orderId]);
    const document = await tx.salesDocument.findFirst({
      where: { shop, id: documentId, orderId },
    });
    if (!document || !isBeside(document.subject)) return err({ kind: "not-found" });
    if (document.erpId === null || document.state === "unlinked")
      return err({ kind: "nothing-to-unlink" });
    const taskId = document.taskId ?? document.id;
    const tasks = await tx.task.findMany({
      where: { shop, orderId, OR: [{ id: taskId }, { afterTaskId: taskId }] },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state))) return err({ kind: "still-sending" });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map(({ id }) => id),
      refusal("answer.unlinked"),
    );
    await documentUnlinked(tx, shop, document.id);
    await setProblems(tx, shop, sourceOf(document.subject), [
      { subject: document.subject, orderId, problems: [] },
    ]);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "documentUnlinked",
        actor: by,
        data: { number: document.number, generation: document.generation, reason },
      },
    ]);
    await markConflicts(tx, shop, [orderId]);
    return ok(null);
  });
}
