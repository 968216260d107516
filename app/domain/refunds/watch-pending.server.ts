import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { announceIds } from "#app/domain/orders/announce/list-orders.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { now } from "#app/lib/clock.ts";
import { WATCH_PENDING } from "./jobs.ts";

const SOONEST_MS = 10 * 60_000;
const LATEST_MS = 6 * 60 * 60_000;
const PAGE = 250;

/** Lets the shop's orders with pending refunds be read again: the longer the newest of them waits, the more seldom. */
export async function watchPending(tx: Tx, shop: string): Promise<void> {
  const { _max } = await tx.refund.aggregate({
    where: { shop, state: "waitingPayment" },
    _max: { createdAt: true },
  });
  if (!_max.createdAt) return;
  const at = now().getTime();
  const waited = at - _max.createdAt.getTime();
  await addJob(
    tx,
    WATCH_PENDING,
    { shop },
    { runAt: new Date(at + Math.min(Math.max(waited, SOONEST_MS), LATEST_MS)) },
  );
}

/** The job: no webhook is relied on to tell how a payment ended. */
export async function readPending(shop: string): Promise<void> {
  const rows = await db.refund.findMany({
    where: { shop, state: "waitingPayment" },
    distinct: ["orderId"],
    select: { orderId: true },
    orderBy: { orderId: "asc" },
  });
  const orderIds = rows.map(({ orderId }) => orderId);
  const cards = await orderCards(shop);
  for (let start = 0; start < orderIds.length; start += PAGE) {
    const answer = await announceIds(shop, orderIds.slice(start, start + PAGE), {
      by: "resync",
      cards,
      archived: true,
      force: true,
    });
    if (!answer.ok) throw new Error(`reading pending refunds again: ${answer.error.message}`);
  }
  if (orderIds.length > 0) await requestImport(db, shop);
  await watchPending(db, shop);
}
