import type { OrderId, ShipmentId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { updateTracking } from "./task-kinds/update-tracking.server.ts";

/** The tracking of a shipment is not what its fulfillments say any more: each change is one task, which sends what the shipment says by then. */
export async function sendTracking(
  tx: Tx,
  { shop, id, orderId, orderName }: SentShipment,
): Promise<void> {
  const task = planTask(updateTracking, {
    shop,
    payload: { shipmentId: id, change: randomUUID() },
    ...(orderId ? { orderId } : {}),
    orderName: orderName ?? "",
    createdBy: "app",
  });
  await storeTasks(tx, [task]);
}

export interface SentShipment {
  shop: string;
  id: ShipmentId;
  orderId: OrderId | null;
  orderName: string | null;
}
