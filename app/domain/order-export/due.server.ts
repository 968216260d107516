import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { PULL_SALES_ORDERS } from "./jobs.ts";

const PULL_EVERY_MS = 5 * 60_000;

/** Called each minute: every five minutes the ERPs of shops that want it are asked for sales orders. */
export async function startDue(): Promise<void> {
  const before = new Date(now().getTime() - PULL_EVERY_MS);
  const due = await db.$queryRaw<{ shop: string }[]>`
    SELECT h.domain AS shop FROM "Shop" h LEFT JOIN "OrderExport" e ON e.shop = h.domain
    WHERE h."uninstalledAt" IS NULL AND (e."pulledAt" IS NULL OR e."pulledAt" <= ${before})
      AND EXISTS (SELECT 1 FROM "ShopCard" c WHERE c.shop = h.domain AND c.settings ->> 'exportOrders' = 'true')
    ORDER BY h.domain`;
  for (const { shop } of due) await addJob(db, PULL_SALES_ORDERS, { shop });
}
