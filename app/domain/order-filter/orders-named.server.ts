import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { nameForms, numberTyped } from "./order-names.ts";

/** An order's name is one of these, whatever the case. */
export const nameIs = (column: Prisma.Sql, typed: readonly string[]): Prisma.Sql =>
  Prisma.sql`lower(${column}) = ANY(ARRAY(SELECT lower(x) FROM unnest(${typed.flatMap(nameForms)}::text[]) x))`;

/** Ids of the imported orders that typed names mean, as a query: those called so, else the ones with that number (`ordersMeant` in SQL). */
export const orderIdsNamed = (shop: string, typed: readonly string[]): Prisma.Sql => Prisma.sql`
  SELECT o."orderId" FROM "Order" o WHERE o.shop = ${shop} AND ${nameIs(Prisma.sql`o.name`, typed)}
  UNION SELECT o."orderId" FROM unnest(${typed.map(numberTyped).filter((number) => number !== null)}::int[]) AS t(number)
    JOIN "Order" o ON o.shop = ${shop} AND o.number = t.number
    WHERE NOT EXISTS (SELECT 1 FROM "Order" n WHERE n.shop = ${shop} AND lower(n.name) IN (t.number::text, '#' || t.number::text))`;

export async function ordersNamed(shop: string, typed: string): Promise<OrderId[]> {
  const rows = await db.$queryRaw<
    { orderId: OrderId }[]
  >`${orderIdsNamed(shop, [typed])} LIMIT 1000`;
  return rows.map(({ orderId }) => orderId);
}
