import type { OrderId } from "#app/lib/ids.ts";
import type { CreateResult } from "./store/create-documents.server.ts";
import { planAndStore } from "./store/create-documents.server.ts";

/** Who asks, in events and tasks, when nobody clicked. */
const BY_ITSELF = "app";

/**
 * Maps and plans imported orders: problems are raised or cleared, seen values get their mapping rows. New orders whose card makes
 * documents by itself get theirs (I-24: an order that was only updated never does). Processed orders are left alone.
 */
export async function afterImport(
  shop: string,
  orderIds: readonly OrderId[],
  newOrderIds: readonly OrderId[],
): Promise<CreateResult> {
  const fresh = new Set(newOrderIds);
  return planAndStore(
    shop,
    orderIds,
    BY_ITSELF,
    ({ order, card }) =>
      (fresh.has(order.row.orderId) && card?.settings.autoCreateOrders === true) ||
      // It was asked for, and waited for a fulfillment order that may be let go now.
      order.waited,
  );
}

/** Plans orders again with the facts of now, without making documents of those nobody asked for (MAP-2). */
export async function findMappingAgain(
  shop: string,
  orderIds: readonly OrderId[],
  by: string,
): Promise<CreateResult> {
  return planAndStore(shop, orderIds, by, () => false);
}
