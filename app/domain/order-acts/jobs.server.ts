import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { announceIds } from "#app/domain/orders/announce/list-orders.server.ts";
import type { JobHandler } from "#app/tasks/jobs.server.ts";
import { considerArchiving } from "./consider-archiving.server.ts";
import { READ_ORDERS_AGAIN } from "./task-kinds/record-act.server.ts";

/** Once a night, for every shop; and for each shop its own. */
export const ARCHIVE_PROCESSED = "archiveProcessed";
const ARCHIVE_PROCESSED_OF = "archiveProcessedOf";

const ofShop = z.object({ shop: z.string().min(1) });
const ofOrders = ofShop.extend({ orderIds: z.array(z.string()).max(250) });
const SLICE = 500;

/** Jobs of acts on whole orders, for the worker's catalog. */
export const orderActJobs: Record<string, JobHandler> = {
  [READ_ORDERS_AGAIN]: async (payload) => {
    const { shop, orderIds } = ofOrders.parse(payload);
    const answer = await announceIds(shop, orderIds, {
      by: "resync",
      cards: await orderCards(shop),
      archived: true,
      force: true,
    });
    if (!answer.ok) throw new Error(`reading orders again: ${answer.error.message}`);
    await requestImport(db, shop);
  },
  [ARCHIVE_PROCESSED]: async () => {
    const shops = await db.shop.findMany({
      where: { uninstalledAt: null },
      select: { domain: true },
    });
    for (const { domain: shop } of shops)
      await addJob(db, ARCHIVE_PROCESSED_OF, { shop }, { key: `${ARCHIVE_PROCESSED_OF}:${shop}` });
  },
  [ARCHIVE_PROCESSED_OF]: async (payload) => {
    await archiveProcessed(ofShop.parse(payload).shop);
  },
};

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
