import type { Tx } from "#app/db/client.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import type { VariantId } from "#app/lib/ids.ts";

/** Orders that wait for an item of this variant go on. Where none waits for any, thousands of new items look for nobody. */
export async function wakeOrders(tx: Tx, shop: string, variantId: VariantId): Promise<void> {
  const waiting = await tx.problem.findFirst({
    where: { shop, kind: "unknown-item", clearedAt: null },
    select: { id: true },
  });
  if (waiting) await recheckLater(tx, { shop, by: "click" }, { variantId });
}
