import type { OrderId } from "#app/lib/ids.ts";
import { refusal } from "#app/erp/refusals.ts";
import { db } from "#app/db/client.server.ts";
import { clearOtherProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { CHANGE_TASKS } from "../changes/begin.server.ts";
import { documentUnlinked } from "./document-state.server.ts";
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
  orderId: OrderId,
  by: string,
  reason?: string,
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
          { kind: { in: CHANGE_TASKS } },
        ],
      },
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
    await unlinkFromOrder(tx, shop, orderId);
    await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [] }]);
    // What its other fulfillment orders wait for is found anew with the next one.
    const nothing = { orderIds: [orderId], subjects: [] };
    await tx.$executeRaw(clearOtherProblems(shop, "share", nothing, now()));
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "documentUnlinked",
        actor: by,
        data: {
          number: document.number,
          generation: document.generation,
          ...(reason ? { reason } : {}),
        },
      },
    ]);
    return ok({ generation: order.generation + 1 });
  });
}
