import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { bookGiftCards } from "./book-orders.server.ts";
import { BOOK_EARLIER_ORDERS } from "./jobs.ts";

const SLICE = 200;

/** Books gift cards of all imported orders, slice by slice; many orders are left for later turns. */
export async function bookEarlier(shop: string, after: string): Promise<void> {
  const started = now().getTime();
  for (let last = after; ;) {
    const rows = await db.order.findMany({
      where: { shop, orderId: { gt: last } },
      orderBy: { orderId: "asc" },
      take: SLICE,
      select: { orderId: true },
    });
    await bookGiftCards(
      shop,
      rows.map(({ orderId }) => orderId),
    );
    last = rows.at(-1)?.orderId ?? last;
    if (rows.length < SLICE) break;
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, BOOK_EARLIER_ORDERS, { shop, after: last });
    return;
  }
  await db.giftCardReading.upsert({
    where: { shop },
    create: { shop, bookedAt: now() },
    update: { bookedAt: now() },
  });
}
