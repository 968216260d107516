import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";

/** Problems quote what they are about. Without `orderIds`: every problem of the shop. */
export async function eraseProblems(tx: Tx, shop: string, orderIds?: OrderId[]): Promise<void> {
  await tx.problem.deleteMany({
    where: { shop, ...(orderIds ? { orderId: { in: orderIds } } : {}) },
  });
}
