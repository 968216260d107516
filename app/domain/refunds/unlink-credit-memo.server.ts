import type { DocumentId, OrderId, RefundId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { documentUnlinked } from "#app/domain/documents/store/document-state.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import { refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isOut } from "#app/tasks/states.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { unlinkByHand } from "./by-hand/take-back-link.server.ts";
import type { UnlinkMemoRefusal } from "./credit-memo.ts";
import { registerRefund, subjectOf } from "./task-kinds/register-refund.server.ts";

/** Takes the refund's credit memo away from it: the ERP's document stays, and the refund can get another under the next generation. */
export async function unlinkCreditMemo(
  { shop, by }: Scope,
  refundId: RefundId,
  reason?: string,
): Promise<Result<{ generation: number }, UnlinkMemoRefusal>> {
  return db.$transaction(async (tx) => {
    const of = await tx.refund.findUnique({
      where: { shop_refundId: { shop, refundId } },
      select: { orderId: true },
    });
    if (of) await lockOrders(tx, shop, [of.orderId]);
    const [refund] = await tx.$queryRaw<
      {
        orderId: OrderId;
        generation: number;
        documentId: DocumentId | null;
        postedErpId: string | null;
        documentNumber: string | null;
      }[]
    >`SELECT "orderId", generation, "documentId", "postedErpId", "documentNumber" FROM "Refund" WHERE shop = ${shop} AND "refundId" = ${refundId} FOR UPDATE`;
    if (!refund) return err({ kind: "not-found" });
    const { postedErpId, documentNumber } = refund;
    if (!refund.documentId && postedErpId !== null) {
      const { orderId, generation } = refund;
      await unlinkByHand(tx, shop, { erpId: postedErpId, orderId });
      await recordEvents(tx, shop, [
        {
          orderId,
          kind: "documentUnlinked",
          actor: by,
          data: {
            number: documentNumber,
            generation,
            kind: "creditMemo",
            ...(reason ? { reason } : {}),
          },
        },
      ]);
      await markConflicts(tx, shop, [orderId]);
      return ok({ generation });
    }
    const document = refund.documentId
      ? await tx.salesDocument.findFirst({ where: { shop, id: refund.documentId } })
      : null;
    if (!document || document.erpId === null) return err({ kind: "nothing-to-unlink" });
    const { orderId, generation } = refund;
    const taskId = document.taskId ?? document.id;
    const tasks = await tx.task.findMany({
      where: { shop, orderId, OR: [{ id: taskId }, { afterTaskId: taskId }] },
      select: { id: true, kind: true, key: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state))) return err({ kind: "still-sending" });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map(({ id }) => id),
      refusal("answer.unlinked"),
    );
    await documentUnlinked(tx, shop, document.id);
    await tx.refund.updateMany({
      where: { shop, refundId },
      data: {
        state: "ready",
        reason: Prisma.DbNull,
        generation: { increment: 1 },
        documentId: null,
        documentNumber: null,
        postedErpId: null,
        updatedAt: now(),
      },
    });
    await setProblems(
      tx,
      shop,
      "refund",
      [
        refundId,
        ...tasks
          .filter(({ kind }) => kind === registerRefund.kind)
          .map(({ key }) => subjectOf(key)),
      ].map((subject) => ({ subject, orderId, problems: [] })),
    );
    await recordEvents(tx, shop, [
      {
        orderId,
        kind: "documentUnlinked",
        actor: by,
        data: {
          number: document.number,
          generation,
          kind: document.kind as DocumentKind,
          ...(reason ? { reason } : {}),
        },
      },
    ]);
    await markConflicts(tx, shop, [orderId]);
    // What it took of the order's document is there for other refunds again.
    await addJob(tx, AFTER_IMPORT, { shop, orderIds: [orderId], newOrderIds: [], step: "refunds" });
    return ok({ generation: generation + 1 });
  });
}
