import type { Tx } from "#app/db/client.server.ts";
import { mappingSchemas } from "./kinds.ts";

/** The links of a customer: their own, and those of their addresses, which have the address in the key. */
const linksOf = (shop: string, shopifyId: string) => ({
  shop,
  OR: [{ shopifyId }, { shopifyId: { startsWith: `${shopifyId}#` } }],
});

/** A customer's name goes, and the links that name an address or lead to somebody else's customer; what is left names nobody. */
export async function forgetCustomer(
  tx: Tx,
  shop: string,
  shopifyId: string,
  sharedIds: readonly string[],
): Promise<void> {
  await tx.customerLink.deleteMany({
    where: {
      ...linksOf(shop, shopifyId),
      NOT: { shopifyId, erpId: { notIn: [...sharedIds] } },
    },
  });
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
    where: linksOf(shop, shopifyId),
    select: { erpId: true },
  });
  return [...new Set(links.map(({ erpId }) => erpId))];
}

/** The ERP's customers that stand for a company, and those of `erpIds` that stand for another customer too: no person's alone. */
export async function sharedCustomers(
  tx: Tx,
  shop: string,
  shopifyId: string | null,
  erpIds: readonly string[],
): Promise<{ ids: string[]; numbers: string[] }> {
  const shared = await tx.customerLink.findMany({
    where: {
      shop,
      OR: [
        { shopifyId: { startsWith: "gid://shopify/Company" } },
        {
          erpId: { in: [...erpIds] },
          ...(shopifyId === null ? {} : { NOT: linksOf(shop, shopifyId) }),
        },
      ],
    },
    select: { erpId: true },
  });
  const rows = await tx.mapping.findMany({
    where: { shop, kind: "companyLocation" },
    select: { erp: true },
  });
  const numbers = rows.flatMap(({ erp }) => {
    const value = mappingSchemas.companyLocation.safeParse(erp).data;
    return value ? [value.sellTo, ...(value.billTo ? [value.billTo] : [])] : [];
  });
  return { ids: [...new Set(shared.map(({ erpId }) => erpId))], numbers };
}

/** The links and mappings of a shop that left. */
export async function eraseMappings(tx: Tx, shop: string): Promise<void> {
  const where = { shop };
  await tx.customerLink.deleteMany({ where });
  await tx.itemLink.deleteMany({ where });
  await tx.mapping.deleteMany({ where });
}
