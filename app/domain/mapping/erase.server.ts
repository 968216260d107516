import type { Tx } from "#app/db/client.server.ts";

/** A customer's name goes; the link itself names nobody. */
export async function forgetCustomerName(tx: Tx, shop: string, shopifyId: string): Promise<void> {
  await tx.customerLink.updateMany({ where: { shop, shopifyId }, data: { title: null } });
}

/** The ERP's customers that stand for this customer of Shopify. */
export async function linkedCustomers(
  tx: Tx,
  shop: string,
  shopifyId: string | null,
): Promise<string[]> {
  if (shopifyId === null) return [];
  const links = await tx.customerLink.findMany({
    where: { shop, shopifyId },
    select: { erpId: true },
  });
  return links.map(({ erpId }) => erpId);
}

/** The links and mappings of a shop that left. */
export async function eraseMappings(tx: Tx, shop: string): Promise<void> {
  const where = { shop };
  await tx.customerLink.deleteMany({ where });
  await tx.itemLink.deleteMany({ where });
  await tx.mapping.deleteMany({ where });
}
