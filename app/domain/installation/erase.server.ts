import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";

/** What is known of a shop that left. */
export async function eraseFacts(tx: Tx, shop: string): Promise<void> {
  await tx.shop.updateMany({
    where: { domain: shop },
    data: { name: null, facts: {}, scopes: "", redactedAt: now() },
  });
}
