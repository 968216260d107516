import type { Tx } from "#app/db/client.server.ts";

/** Of a shop that left. */
export async function eraseItems(tx: Tx, shop: string): Promise<void> {
  await tx.itemExchange.deleteMany({ where: { shop } });
  await tx.itemSync.deleteMany({ where: { shop } });
}
