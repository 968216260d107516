import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import { now } from "#app/lib/clock.ts";

/**
 * Refunds that had a credit memo made by hand have none any more. Their order is looked at again by whoever calls. `anew`: another credit memo is
 * made only by a person, as after an unlinking.
 */
export async function takeBackLink(
  tx: Tx,
  shop: string,
  { erpId, orderId }: { erpId: string; orderId: OrderId },
  { anew }: { anew: boolean },
): Promise<void> {
  await tx.refund.updateMany({
    where: { shop, orderId, state: "posted", documentId: null, postedErpId: erpId },
    data: {
      state: "ready",
      ...(anew ? { generation: { increment: 1 } } : {}),
      reason: Prisma.DbNull,
      documentNumber: null,
      postedErpId: null,
      updatedAt: now(),
    },
  });
}

/** A person takes a credit memo made by hand from all refunds that it was said to be for; what it is for is asked anew. */
export async function unlinkByHand(
  tx: Tx,
  shop: string,
  memo: { erpId: string; orderId: OrderId },
): Promise<void> {
  const { erpId, orderId } = memo;
  await tx.memoByHand.updateMany({
    where: { shop, orderId, erpId, state: "linked" },
    data: { state: "open", answeredBy: null, answeredAt: null, updatedAt: now() },
  });
  await takeBackLink(tx, shop, memo, { anew: false });
  await addJob(tx, AFTER_IMPORT, { shop, orderIds: [orderId], newOrderIds: [], step: "refunds" });
}
