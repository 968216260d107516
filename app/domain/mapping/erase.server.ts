import type { Tx } from "#app/db/client.server.ts";

/** A customer's name goes; the link itself names nobody. */
export async function forgetCustomerName(tx: Tx, shop: string, shopifyId: string): Promise<void> {
  await tx.customerLink.updateMany({ where: { shop, shopifyId }, data: { title: null } });
}

/** The links and mappings of a shop that left. */
export async function eraseMappings(tx: Tx, shop: string): Promise<void> {
  const where = { shop };
  await tx.customerLink.deleteMany({ where });
  await tx.itemLink.deleteMany({ where });
  await tx.mapping.deleteMany({ where });
}
