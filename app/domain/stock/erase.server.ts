import type { Tx } from "#app/db/client.server.ts";

/** Of a shop that left: nothing is checked or sent any more. Its quantities name nobody. */
export async function eraseStock(tx: Tx, shop: string): Promise<void> {
  await tx.stockSync.deleteMany({ where: { shop } });
  await tx.stockLevel.deleteMany({ where: { shop } });
}
