import { db } from "#app/db/client.server.ts";
import type { CustomerLink, ItemLink, Prisma } from "#app/db/generated/client.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { KnownCustomer, KnownItem } from "./facts.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";

interface LinkPage<T> {
  links: T[];
  next: string | null;
}

/** Shopify customers and company locations with the ERP customer each stands for. */
export async function listCustomerLinks(
  shop: string,
  connectionId: string,
  query: { search?: string; after?: string; limit: number },
): Promise<LinkPage<CustomerLink>> {
  if (!isUuid(connectionId)) return { links: [], next: null };
  const links = await db.customerLink.findMany({
    where: {
      shop,
      connectionId,
      ...(query.after ? { shopifyId: { gt: query.after } } : {}),
      ...searchOf(query.search, "shopifyId"),
    },
    orderBy: { shopifyId: "asc" },
    take: query.limit + 1,
  });
  return page(links, query.limit, ({ shopifyId }) => shopifyId);
}

export async function listItemLinks(
  shop: string,
  connectionId: string,
  query: { search?: string; after?: string; limit: number },
): Promise<LinkPage<ItemLink>> {
  if (!isUuid(connectionId)) return { links: [], next: null };
  const links = await db.itemLink.findMany({
    where: {
      shop,
      connectionId,
      ...(query.after ? { variantId: { gt: query.after } } : {}),
      ...searchOf(query.search, "variantId"),
    },
    orderBy: { variantId: "asc" },
    take: query.limit + 1,
  });
  return page(links, query.limit, ({ variantId }) => variantId);
}

function searchOf<K extends string>(
  search: string | undefined,
  id: K,
): {
  OR?: (
    | { title: Prisma.StringNullableFilter }
    | { erpNumber: Prisma.StringNullableFilter }
    | Record<K, Prisma.StringFilter>
  )[];
} {
  const text = search?.trim();
  if (!text) return {};
  const contains = { contains: text, mode: "insensitive" as const };
  return {
    OR: [
      { title: contains },
      { erpNumber: contains },
      { [id]: contains } as Record<K, Prisma.StringFilter>,
    ],
  };
}

function page<T>(rows: T[], limit: number, idOf: (row: T) => string): LinkPage<T> {
  const links = rows.slice(0, limit);
  const last = links.at(-1);
  return { links, next: rows.length > limit && last !== undefined ? idOf(last) : null };
}

/** Links a Shopify customer (or company location) by hand; waiting orders are looked at again. False: no such connection in this shop. */
export async function saveCustomerLink(
  shop: string,
  connectionId: string,
  shopifyId: string,
  customer: KnownCustomer,
  by: string,
): Promise<boolean> {
  if (!(await owns(shop, connectionId))) return false;
  const data = {
    erpId: customer.ref.id,
    erpNumber: customer.ref.number ?? null,
    title: customer.name,
    foundBy: `person:${by}`,
  };
  await db.$transaction(async (tx) => {
    await tx.customerLink.upsert({
      where: { shop_connectionId_shopifyId: { shop, connectionId, shopifyId } },
      create: { shop, connectionId, shopifyId, ...data },
      update: data,
    });
    await recheckLater(tx, shop, { customerId: shopifyId }, by);
  });
  return true;
}

export async function removeCustomerLink(
  shop: string,
  connectionId: string,
  shopifyId: string,
): Promise<boolean> {
  return (
    isUuid(connectionId) &&
    (await db.customerLink.deleteMany({ where: { shop, connectionId, shopifyId } })).count === 1
  );
}

/** Links a variant by hand to an ERP item, with the ERP's variant and unit. */
export async function saveItemLink(
  shop: string,
  connectionId: string,
  variantId: string,
  item: KnownItem & { title?: string },
  by: string,
): Promise<boolean> {
  if (!(await owns(shop, connectionId))) return false;
  const data = {
    erpId: item.ref.id,
    erpNumber: item.ref.number ?? null,
    variantCode: item.variantCode ?? null,
    unit: item.unit ?? null,
    title: item.title ?? null,
    foundBy: `person:${by}`,
  };
  await db.$transaction(async (tx) => {
    await tx.itemLink.upsert({
      where: { shop_connectionId_variantId: { shop, connectionId, variantId } },
      create: { shop, connectionId, variantId, ...data },
      update: data,
    });
    await recheckLater(tx, shop, { variantId }, by);
  });
  return true;
}

export async function removeItemLink(
  shop: string,
  connectionId: string,
  variantId: string,
): Promise<boolean> {
  return (
    isUuid(connectionId) &&
    (await db.itemLink.deleteMany({ where: { shop, connectionId, variantId } })).count === 1
  );
}

const owns = async (shop: string, connectionId: string): Promise<boolean> =>
  isUuid(connectionId) &&
  (await db.erpConnection.count({ where: { shop, id: connectionId } })) === 1;
