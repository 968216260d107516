import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { wakeWaitingOf } from "#app/tasks/task-actions.server.ts";
import { findOrders } from "./find-orders.server.ts";
import { CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED } from "./kind-name.ts";
import { sendShipments } from "./send-shipments.server.ts";

/** Problems with which a shipment waits for Shopify. */
const WAITING = ["fulfillment-held", "fulfillment-scheduled", "held-marketplace"];

/**
 * After something of these orders changed: shipments that wait for a hold, a date or a marketplace look again, and those that waited for their order to turn up (F-3)
 * are sent. Looking costs a share of one batched read; whoever still must wait waits on.
 */
export async function wakeHeld(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return;
  const kinds = [CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED];
  await wakeWaitingOf(db, shop, { orderIds: [...orderIds], kinds, problemKinds: WAITING });
  const homeless = await db.postedShipment.count({
    where: { shop, state: "new", salesDocumentId: null, orderId: { in: [...orderIds] } },
  });
  if (homeless === 0) return;
  await db.$transaction(async (tx) => {
    const { ids } = await findOrders(tx, shop, { orderIds });
    if (ids.length > 0) await sendShipments(tx, shop, { ids }, "app");
  });
}
