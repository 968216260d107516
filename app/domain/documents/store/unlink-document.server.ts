import { db } from "#app/db/client.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { isOut } from "#app/tasks/states.ts";
import { unlinkFromOrder } from "#app/domain/orders/document-of-order.server.ts";

export type UnlinkRefusal =
  { kind: "not-found" } | { kind: "nothing-to-unlink" } | { kind: "still-sending" };

/**
 * Takes the order's document away from it: the ERP's document stays, the row stays as unlinked, and the order can get a new one
 * under the next generation, which look-ups tell from the old.
 */
export async function unlinkDocument(
  shop: string,
  orderId: string,
  by: string,
): Promise<Result<{ generation: number }, UnlinkRefusal>> {
  return db.$transaction(async (tx) => {
    const [order] = await tx.$queryRaw<
      { generation: number }[]
    >`SELECT generation FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
    if (!order) return err({ kind: "not-found" });
    const document = await tx.salesDocument.findUnique({
      where: { shop_subject_generation: { shop, subject: orderId, generation: order.generation } },
    });
    if (!document || document.erpId === null) return err({ kind: "nothing-to-unlink" });
    const tasks = await tx.task.findMany({
      where: {
        shop,
        orderId,
        OR: [
          { id: document.taskId ?? document.id },
          { afterTaskId: document.taskId ?? document.id },
        ],
      },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state))) return err({ kind: "still-sending" });
    const at = now();
    await skipPlannedOf(
      tx,
      shop,
      tasks.map(({ id }) => id),
      "The document was unlinked from the order.",
    );
    await tx.salesDocument.updateMany({
      where: { shop, id: document.id },
      data: { state: "unlinked", unlinkedAt: at },
    });
    await unlinkFromOrder(tx, shop, orderId);
    for (const source of ["task", "conflict"] as const)
      await setProblems(tx, shop, source, [{ subject: orderId, orderId, problems: [] }]);
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "documentUnlinked",
        actor: by,
        data: { number: document.number, generation: document.generation },
      },
    ]);
    return ok({ generation: order.generation + 1 });
  });
}
