import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { relinkToOrder } from "#app/domain/orders/document-of-order.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { retrySkippedAfter } from "#app/tasks/task-actions.server.ts";

export type RelinkRefusal = { kind: "not-found" } | { kind: "nothing-to-relink" };

/** Takes an unlinking back while the order has no other document: what was put aside with it goes on. */
export async function relinkDocument(
  shop: string,
  orderId: OrderId,
  by: string,
): Promise<Result<{ generation: number }, RelinkRefusal>> {
  return db.$transaction(async (tx) => {
    const [order] = await tx.$queryRaw<
      { generation: number; documentState: string }[]
    >`SELECT generation, "documentState" FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
    if (!order) return err({ kind: "not-found" });
    const document = await tx.salesDocument.findFirst({
      where: { shop, subject: orderId, state: "unlinked", generation: order.generation - 1 },
    });
    const later = await tx.salesDocument.count({
      where: { shop, subject: orderId, generation: order.generation },
    });
    if (!document?.versionId || later > 0 || order.documentState === "creating")
      return err({ kind: "nothing-to-relink" });
    await tx.salesDocument.updateMany({
      where: { shop, id: document.id },
      data: { state: "created", unlinkedAt: null },
    });
    await relinkToOrder(tx, shop, orderId, {
      kind: document.kind,
      number: document.number,
      versionId: document.versionId,
    });
    if (document.taskId) await retrySkippedAfter(tx, shop, document.taskId, by);
    await setProblems(tx, shop, "plan", [{ subject: orderId, orderId, problems: [] }]);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "documentRelinked",
        actor: by,
        data: { number: document.number, generation: document.generation },
      },
    ]);
    await markConflicts(tx, shop, [orderId]);
    return ok({ generation: document.generation });
  });
}
