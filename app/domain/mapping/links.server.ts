import type { ConnectionId, VariantId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { CustomerLink, ItemLink, Prisma } from "#app/db/generated/client.ts";
import {
  pageOf,
  pageQuery,
  startOf,
  type Page,
  type PageRequest,
  type Sort,
} from "#app/lib/paging.ts";
import type { KnownCustomer, KnownItem } from "./facts.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { setCustomerLink, setItemLink } from "./store-links.server.ts";

const BY_CUSTOMER = { shopifyId: { kind: "text", order: "asc" } } as const satisfies Sort;
const BY_VARIANT = { variantId: { kind: "text", order: "asc" } } as const satisfies Sort;
const NOTHING = { rows: [], next: null, previous: null };

/** Links of companies and their locations, and of customers, by the order of their ids. */
const WHOSE = {
  companies: { gte: "gid://shopify/Com", lt: "gid://shopify/Cu" },
  customers: { gte: "gid://shopify/Cu" },
} as const;

/** Shopify customers, or companies and their locations, with the ERP customer each stands for. */
export async function listCustomerLinks(
  shop: string,
  connectionId: ConnectionId | null | undefined,
  request: PageRequest & { search?: string; whose: keyof typeof WHOSE },
): Promise<Page<CustomerLink>> {
  if (!connectionId) return NOTHING;
  const start = startOf(BY_CUSTOMER, request);
  const { beyond, orderBy, take } = pageQuery(BY_CUSTOMER, start);
  const links = await db.customerLink.findMany({
    where: {
      AND: [
        { shop, connectionId, shopifyId: WHOSE[request.whose] },
        searchOf(request.search, "shopifyId"),
        beyond,
      ],
    },
    orderBy,
    take,
  });
  return pageOf(BY_CUSTOMER, start, links);
}

export async function listItemLinks(
  shop: string,
  connectionId: ConnectionId | null | undefined,
  request: PageRequest & { search?: string },
): Promise<Page<ItemLink>> {
  if (!connectionId) return NOTHING;
  const start = startOf(BY_VARIANT, request);
  const { beyond, orderBy, take } = pageQuery(BY_VARIANT, start);
  const links = await db.itemLink.findMany({
    where: { AND: [{ shop, connectionId }, searchOf(request.search, "variantId"), beyond] },
    orderBy,
    take,
  });
  return pageOf(BY_VARIANT, start, links);
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

/** Links a Shopify customer (or company location) by hand; waiting orders are looked at again. False: no such connection in this shop. */
export async function saveCustomerLink(
  { shop, by }: Scope,
  connectionId: ConnectionId,
  shopifyId: string,
  customer: KnownCustomer,
): Promise<boolean> {
  if (!(await owns(shop, connectionId))) return false;
  const row = {
    shop,
    connectionId,
    shopifyId,
    erpId: customer.ref.id,
    erpNumber: customer.ref.number ?? null,
    title: customer.name,
    foundBy: `person:${by}`,
  };
  await db.$transaction(async (tx) => {
    await setCustomerLink(tx, row);
    await recheckLater(tx, { shop, by }, { customerId: shopifyId });
  });
  return true;
}

/** The link that was there, so that a person can take the removal back. */
export async function removeCustomerLink(
  shop: string,
  connectionId: ConnectionId,
  shopifyId: string,
): Promise<CustomerLink | null> {
  const where = { shop, connectionId, shopifyId };
  const [removed] = await db.customerLink.findMany({ where });
  return removed && (await db.customerLink.deleteMany({ where })).count === 1 ? removed : null;
}

/** Links a variant by hand to an ERP item, with the ERP's variant and unit. */
export async function saveItemLink(
  { shop, by }: Scope,
  connectionId: ConnectionId,
  variantId: VariantId,
  item: KnownItem & { title?: string },
): Promise<boolean> {
  if (!(await owns(shop, connectionId))) return false;
  const row = {
    shop,
    connectionId,
    variantId,
    erpId: item.ref.id,
    erpNumber: item.ref.number ?? null,
    variantCode: item.variantCode ?? null,
    unit: item.unit ?? null,
    title: item.title ?? null,
    foundBy: `person:${by}`,
  };
  await db.$transaction(async (tx) => {
    await setItemLink(tx, row);
    await recheckLater(tx, { shop, by }, { variantId });
  });
  return true;
}

/** The link that was there, so that a person can take the removal back. */
export async function removeItemLink(
  shop: string,
  connectionId: ConnectionId,
  variantId: VariantId,
): Promise<ItemLink | null> {
  const where = { shop, connectionId, variantId };
  const [removed] = await db.itemLink.findMany({ where });
  return removed && (await db.itemLink.deleteMany({ where })).count === 1 ? removed : null;
}

const owns = async (shop: string, connectionId: ConnectionId): Promise<boolean> =>
  (await db.erpConnection.count({ where: { shop, id: connectionId } })) === 1;
