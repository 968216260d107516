import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { hasWaiting, wakeWaitingOf } from "#app/tasks/task-actions.server.ts";
import { findOrders } from "./find-orders.server.ts";
import { CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED } from "./kind-name.ts";
import { sendShipments } from "./send-shipments.server.ts";

/** Shipments that wait for Shopify. */
const WAITING = {
  kinds: [CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED],
  problemKinds: ["fulfillment-held", "fulfillment-scheduled", "held-marketplace"],
};

/** Condition on an order `o`: one of its shipments waits for it. */
export const shipmentWaits = (): Prisma.Sql => Prisma.sql`
  ${hasWaiting(WAITING)} OR EXISTS (SELECT 1 FROM "PostedShipment" p WHERE p.shop = o.shop AND p."orderId" = o."orderId"
    AND p.state = 'new' AND p."salesDocumentId" IS NULL)`;

/**
 * After something of these orders changed: shipments that wait for a hold, a date or a marketplace look again, and those that waited for their order to turn up (F-3)
 * are sent. Looking costs a share of one batched read; whoever still must wait waits on.
 */
export async function wakeHeld(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return;
  await wakeWaitingOf(db, shop, { orderIds: [...orderIds], ...WAITING });
  const homeless = await db.postedShipment.count({
    where: { shop, state: "new", salesDocumentId: null, orderId: { in: [...orderIds] } },
  });
  if (homeless === 0) return;
  await db.$transaction(async (tx) => {
    const { ids } = await findOrders(tx, shop, { orderIds });
    if (ids.length > 0) await sendShipments(tx, shop, { ids }, "app");
  });
}
