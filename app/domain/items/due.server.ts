import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { startCheck } from "./exchange.server.ts";
import { PULL_ITEMS } from "./jobs.ts";

const PULL_EVERY_MS = 15 * 60_000;
const CHECK_EVERY_MS = 24 * 60 * 60_000;

interface Due {
  shop: string;
  pull: boolean;
  check: boolean;
}

/** Called each minute: the ERPs of shops that want it are asked for changed items every quarter of an hour, and Shopify's products are read once a day. */
export async function startDue(): Promise<void> {
  const at = now().getTime();
  const pulledBefore = new Date(at - PULL_EVERY_MS);
  const checkedBefore = new Date(at - CHECK_EVERY_MS);
  const due = await db.$queryRaw<Due[]>`
    SELECT * FROM (
      SELECT h.domain AS shop,
        (e."pulledAt" IS NULL OR e."pulledAt" <= ${pulledBefore})
          AND EXISTS (SELECT 1 FROM "ShopCard" c WHERE c.shop = h.domain AND c.settings ->> 'productsToShopify' = 'true') AS pull,
        e."checkingAt" IS NULL AND (e."checkedAt" IS NULL OR e."checkedAt" <= ${checkedBefore})
          AND EXISTS (SELECT 1 FROM "ShopCard" c WHERE c.shop = h.domain AND c.settings ->> 'itemsToErp' = 'true') AS check
      FROM "Shop" h LEFT JOIN "ItemExchange" e ON e.shop = h.domain WHERE h."uninstalledAt" IS NULL
    ) AS d WHERE d.pull OR d.check ORDER BY shop`;
  for (const { shop, pull, check } of due) {
    if (pull) await addJob(db, PULL_ITEMS, { shop });
    if (check) await startCheck(shop);
  }
}
