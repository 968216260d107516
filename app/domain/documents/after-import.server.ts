import { db } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { FULFILLMENT_ORDER_WAITS } from "./plan/plan-shares.ts";
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
  const waited = await waitedForFulfillmentOrder(shop, orderIds);
  return planAndStore(
    shop,
    orderIds,
    BY_ITSELF,
    ({ order, card }) =>
      (fresh.has(order.row.orderId) && card?.settings.autoCreateOrders === true) ||
      waited.has(order.row.orderId),
  );
}

/** Documents that were asked for and wait for a fulfillment order to be let go, which an import may bring. */
async function waitedForFulfillmentOrder(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<ReadonlySet<OrderId>> {
  const rows = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT DISTINCT o."orderId" FROM "Problem" p JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
    WHERE p.shop = ${shop} AND p."orderId" = ANY(${[...orderIds]}::text[]) AND p.kind = ${FULFILLMENT_ORDER_WAITS} AND p."clearedAt" IS NULL
      AND o."documentState" = 'failed' AND p.detail ->> 'source' = 'plan'`;
  return new Set(rows.map(({ orderId }) => orderId));
}

/** Plans orders again with the facts of now, without making documents of those nobody asked for (MAP-2). */
export async function findMappingAgain(
  shop: string,
  orderIds: readonly OrderId[],
  by: string,
): Promise<CreateResult> {
  return planAndStore(shop, orderIds, by, () => false);
}
