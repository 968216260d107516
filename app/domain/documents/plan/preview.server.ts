import type { OrderId } from "#app/lib/ids.ts";
import type { PlannedOrder } from "./plan-orders.server.ts";
import { planOrders } from "./plan-orders.server.ts";

/** The very document that creating would write now, with its proof and its why (DOC-3). Null: no such order in this shop. */
export async function previewDocument(
  shop: string,
  orderId: OrderId,
): Promise<PlannedOrder | null> {
  const [planned] = await planOrders(shop, [orderId]);
  return planned ?? null;
}
