import type { Order } from "#app/db/generated/client.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { db } from "#app/db/client.server.ts";
import type { OrderReturn } from "#app/domain/orders/snapshot/snapshot.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { OrderId } from "#app/lib/ids.ts";

type Row = Omit<Prisma.ReturnCreateManyInput, "shop">;

type Returned = Pick<Order, "orderId" | "name" | "cardId" | "state">;

/** Condition on an order `o`: it has returns, or had some. */
export const hasReturns = Prisma.sql`(jsonb_array_length(o.state -> 'returns') > 0
  OR EXISTS (SELECT 1 FROM "Return" r WHERE r.shop = o.shop AND r."orderId" = o."orderId"))`;

/**
 * Makes the rows of these orders' returns equal to what was last read of them (REF-1). A card that imports no returns keeps none; rows of a return that
 * Shopify no longer gives go.
 */
export async function keepReturns(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = [...orderIds];
  const orders = await db.$queryRaw<Returned[]>`
    SELECT o."orderId", o.name, o."cardId"::text, o.state FROM "Order" o WHERE o.shop = ${shop}
      AND o."orderId" = ANY(${ids}::text[]) AND ${hasReturns}`;
  if (orders.length === 0) return;
  const cards = await listCards(shop);
  const rows = orders.flatMap(({ orderId, name, cardId, state }) => {
    const card = cards.find(({ id }) => id === cardId) ?? cards[0];
    if (card?.settings.returnProcess === "none") return [];
    const read = readOrLog(() => storedState.read(state, `order ${name}`));
    return (read?.returns ?? []).map((entry) => ({ orderId, orderName: name, ...rowOf(entry) }));
  });
  await write(shop, ids, rows);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const rowOf = (entry: OrderReturn) => ({
  returnId: entry.id,
  name: entry.name,
  status: entry.status,
  quantity: entry.quantity,
  processed: sum(entry.lines.map(({ processed }) => processed)),
  refunded: sum(entry.lines.map(({ refunded }) => refunded)),
  exchanged: sum(entry.exchanges.map(({ quantity }) => quantity)),
  createdAt: entry.createdAt,
  closedAt: entry.closedAt,
});

/** In the order of their ids, so that two imports never wait for each other. */
async function write(shop: string, orderIds: OrderId[], rows: readonly Row[]): Promise<void> {
  await db.$transaction([
    db.$executeRaw`
      DELETE FROM "Return" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}::text[])
        AND NOT "returnId" = ANY(${rows.map(({ returnId }) => returnId)}::text[])`,
    db.$executeRaw`
      INSERT INTO "Return" (shop, "returnId", "orderId", "orderName", name, status, quantity, processed, refunded, exchanged, "createdAt", "closedAt")
      SELECT ${shop}, r."returnId", r."orderId", r."orderName", r.name, r.status, r.quantity, r.processed, r.refunded, r.exchanged, r."createdAt", r."closedAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("returnId" text, "orderId" text, "orderName" text, name text, status text, quantity int, processed int, refunded int, exchanged int, "createdAt" timestamptz, "closedAt" timestamptz)
      ORDER BY r."returnId"
      ON CONFLICT (shop, "returnId") DO UPDATE SET "orderName" = EXCLUDED."orderName", name = EXCLUDED.name, status = EXCLUDED.status,
        quantity = EXCLUDED.quantity, processed = EXCLUDED.processed, refunded = EXCLUDED.refunded, exchanged = EXCLUDED.exchanged, "createdAt" = EXCLUDED."createdAt", "closedAt" = EXCLUDED."closedAt"`,
  ]);
}
