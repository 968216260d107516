import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";
import type { NewEvent, TimelineEvent } from "./events.ts";
import { readEvent } from "./read-event.ts";

/** As many of an order's events as a screen shows. */
const SHOWN = 200;

/** The statement that writes events, for a caller whose own statement takes it in. */
export function insertEvents<E extends NewEvent>(shop: string, events: readonly E[]): Prisma.Sql {
  const at = now();
  const rows = events.map((event) => ({ ...event, id: newId(at) }));
  return Prisma.sql`
    INSERT INTO "OrderEvent" (shop, id, "orderId", at, kind, actor, data)
    SELECT ${shop}, r.id, r."orderId", ${at}, r.kind, r.actor, r.data
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "orderId" text, kind text, actor text, data jsonb)`;
}

/**
 * Puts events on their orders' timelines, in the transaction of what they tell of: one statement
 * however many there are.
 */
export async function recordEvents<E extends NewEvent>(
  tx: Tx,
  shop: string,
  events: readonly E[],
): Promise<void> {
  if (events.length > 0) await tx.$executeRaw(insertEvents(shop, events));
}

/** Empties what was recorded about these orders, who and when apart. */
export async function eraseEvents(tx: Tx, shop: string, orderIds: OrderId[]): Promise<void> {
  await tx.orderEvent.updateMany({
    where: { shop, orderId: { in: orderIds } },
    data: { data: {} },
  });
}

/** An order's latest events, newest first. */
export async function timelineOf(shop: string, orderId: OrderId): Promise<TimelineEvent[]> {
  const rows = await db.orderEvent.findMany({
    where: { shop, orderId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return rows.map(readEvent);
}
