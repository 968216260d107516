import type { Tx } from "#app/db/client.server.ts";
import { clearOtherProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderExchanges } from "./load-exchanges.server.ts";

/** Problems of goods that an edit took off the exchange again are over. */
export async function clearGone(
  tx: Tx,
  shop: string,
  orders: readonly OrderExchanges[],
): Promise<void> {
  const standing = orders.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ lineIds, heldLineIds }) => [...lineIds, ...heldLineIds]),
  );
  const orderIds = orders.map(({ order }) => order.row.orderId);
  await tx.$executeRaw(
    clearOtherProblems(shop, "exchange", { orderIds, subjects: standing }, now()),
  );
}
