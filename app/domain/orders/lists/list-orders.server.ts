import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { countUpTo } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Order } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import {
  pageOf,
  startOf,
  type Page,
  type PageRequest,
  type Place,
  type Sort,
} from "#app/lib/paging.ts";
import type { OrdersFilter, OrderSort } from "./orders-filter.ts";
import { matching } from "./orders-matching.server.ts";

/** Columns of the orders list; the order's state and versions are read with the order itself. */
export type OrderRow = Omit<
  Order,
  "state" | "choices" | "claim" | "searchTerms" | "resolvedHappenings" | "authorizationExpiresAt"
>;

export type ListedOrders = OrdersFilter & PageRequest & { sort?: OrderSort };

/** The orders a filter finds, as `FROM … WHERE …`; the order is "t". */
export const ordersFound = (shop: string, filter: OrdersFilter, timeZone = "UTC"): Prisma.Sql =>
  Prisma.sql`FROM "Order" t WHERE t."shop" = ${shop} ${matching(shop, filter, timeZone)}`;

/** The zone that days are told in; asked for only where the filter has days. */
async function zoneOf(shop: string, { from, to }: OrdersFilter): Promise<string> {
  if (from === undefined && to === undefined) return "UTC";
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  return facts?.timeZone ?? "UTC";
}

/** Ids of all of them, for an act on the whole result. */
export async function allOrders(shop: string, filter: OrdersFilter): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT t."orderId" ${ordersFound(shop, filter, await zoneOf(shop, filter))}`;
  return rows.map(({ orderId }) => orderId);
}

/** How many a filter finds, up to a thousand (lib/counted.ts). */
export const countOrders = async (shop: string, filter: OrdersFilter): Promise<number> =>
  countUpTo(ordersFound(shop, filter, await zoneOf(shop, filter)));

/** Newest on top unless sorted otherwise; the same speed at any depth. */
export function listOrders(shop: string, options: ListedOrders = {}): Promise<Page<OrderRow>> {
  const { by, order } = options.sort ?? { by: "date", order: "desc" };
  const orderId = { kind: "text", order } as const;
  const id = Prisma.sql`t."orderId"`;
  switch (by) {
    case "date":
      return listBy(shop, options, {
        sort: { orderCreatedAt: { kind: "time", order }, orderId },
        columns: { orderCreatedAt: Prisma.sql`t."orderCreatedAt"`, orderId: id },
      });
    case "number":
      return listBy(shop, options, {
        sort: { number: { kind: "whole", order }, orderId },
        columns: { number: Prisma.sql`t."number"`, orderId: id },
      });
    case "total":
      return listBy(shop, options, {
        sort: { total: { kind: "decimal", order }, orderId },
        columns: { total: Prisma.sql`t."total"`, orderId: id },
      });
  }
}

interface Sorted<S extends Sort> {
  sort: S;
  columns: { [Name in keyof S]: Prisma.Sql };
}

async function listBy<S extends Sort>(
  shop: string,
  options: ListedOrders,
  { sort, columns }: Sorted<S>,
): Promise<Page<OrderRow>> {
  const start = startOf(sort, options);
  const { beyond, orderBy, limit } = pageSql(sort, start, columns);
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT t."shop", t."orderId", t."name", t."number", t."cardId", t."orderCreatedAt", t."shopifyUpdatedAt", t."importedAt", t."cancelledAt", t."closed", t."test", t."sourceName", t."channel", t."customerName",
      t."email", t."currency", t."total", t."presentmentCurrency", t."presentmentTotal", t."financialStatus", t."fulfillmentStatus", t."returnStatus", t."highRisk", t."tags", t."poNumber", t."stateHash",
      t."currentVersionId", t."processedVersionId", t."generation", t."documentState", t."documentKind", t."documentNumber", t."conflict", t."resolvedVersionId"
    ${ordersFound(shop, options, await zoneOf(shop, options))} ${beyond} ${orderBy} ${limit}`;
  // Raw rows give decimals as text or number by driver; the model's own type is restored.
  const read = rows.map((row) => ({
    ...row,
    total: new Prisma.Decimal(row.total),
    presentmentTotal: new Prisma.Decimal(row.presentmentTotal),
  }));
  // The sort's values are columns of the row.
  return pageOf(sort, start, read as (OrderRow & Place<S>)[]);
}
