import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { findOrders } from "./find-orders.server.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";
import { sendShipments } from "./send-shipments.server.ts";

/** Problems with which a shipment waits for Shopify. */
const WAITING = ["fulfillment-held", "fulfillment-scheduled", "held-marketplace"];

/**
 * After something of these orders changed: shipments that wait for a hold, a date or a marketplace look again, and those that waited for their order to turn up (F-3)
 * are sent. Looking costs a share of one batched read; whoever still must wait waits on.
 */
export async function wakeHeld(shop: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await db.$transaction(async (tx) => {
    const { ids } = await findOrders(tx, shop, { orderIds });
    if (ids.length > 0) await sendShipments(tx, shop, { ids }, "app");
    const woken = await tx.task.updateManyAndReturn({
      where: {
        shop,
        orderId: { in: [...orderIds] },
        kind: CREATE_FULFILLMENT,
        state: "planned",
        claimedBy: null,
        problemKind: { in: WAITING },
      },
      data: {
        nextAttemptAt: null,
        problemKind: null,
        problem: Prisma.DbNull,
        lastAnswer: null,
        updatedAt: now(),
      },
      select: { queue: true },
    });
    await wakeQueues(
      tx,
      woken.map(({ queue }) => ({ shop, queue })),
    );
  });
}
