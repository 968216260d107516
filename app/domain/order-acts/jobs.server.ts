import { db } from "#app/db/client.server.ts";
import { handlersOf } from "#app/db/job.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { announceIds } from "#app/domain/orders/announce/list-orders.server.ts";
import { considerArchiving } from "./consider-archiving.server.ts";
import * as jobs from "./jobs.ts";

const SLICE = 500;

export const orderActJobs = handlersOf(jobs, {
  async READ_ORDERS_AGAIN({ shop, orderIds }) {
    const answer = await announceIds(shop, orderIds, {
      by: "resync",
      cards: await orderCards(shop),
      archived: true,
      force: true,
    });
    if (!answer.ok) throw new Error(`reading orders again: ${answer.error.message}`);
    await requestImport(db, shop);
  },
  async ARCHIVE_PROCESSED() {
    const shops = await db.shop.findMany({
      where: { uninstalledAt: null },
      select: { domain: true },
    });
    for (const { domain: shop } of shops) await addJob(db, jobs.ARCHIVE_PROCESSED_OF, { shop });
  },
  ARCHIVE_PROCESSED_OF: ({ shop }) => archiveProcessed(shop),
});

/** Every order that could be closed is looked at again: what no event told of is found by this. */
async function archiveProcessed(shop: string): Promise<void> {
  for (let after = ""; ;) {
    const rows = await db.order.findMany({
      where: {
        shop,
        documentState: "created",
        closed: false,
        cancelledAt: null,
        fulfillmentStatus: { in: ["FULFILLED", "FULFILLMENT_NOT_REQUIRED"] },
        orderId: { gt: after },
      },
      orderBy: { orderId: "asc" },
      take: SLICE,
      select: { orderId: true },
    });
    if (rows.length === 0) return;
    after = rows.at(-1)?.orderId ?? "";
    await considerArchiving(
      shop,
      rows.map(({ orderId }) => orderId),
    );
  }
}
