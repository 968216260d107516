import type { Tx } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";

/**
 * Takes orders into one hand until the caller's transaction ends. Whatever writes to what hangs on an order (refunds, documents, problems) and
 * then to the order itself takes the order first, sorted by ID: two that start at different ends wait for each other until PostgreSQL ends one.
 */
export async function lockOrders(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[]) ORDER BY "orderId" FOR UPDATE`;
}
