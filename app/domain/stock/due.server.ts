import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { dateColumn, dayOfColumn } from "#app/lib/day.ts";
import { logger } from "#app/lib/logger.server.ts";
import { dayDue } from "./daily.ts";
import { PULL_STOCK } from "./jobs.ts";
import { stockCard } from "./stock-card.server.ts";
import { checkAll } from "./sync.server.ts";

const PULL_EVERY_MS = 5 * 60_000;
/** Every zone's full hours are among its full quarters. */
const QUARTER_MS = 15 * 60_000;

interface Due {
  shop: string;
  pulledAt: Date | null;
  checkedDay: Date | null;
  timeZone: string | null;
}

/** Called each minute: asks for changed stock every five minutes, and once a day for all of it. A card is read when something can be due, or when it was saved. */
export async function startDue(): Promise<void> {
  const at = now();
  const syncs = await db.$queryRaw<Due[]>`
    SELECT s.shop, s."pulledAt", s."checkedDay", h."timeZone" FROM "StockSync" s JOIN "Shop" h ON h.domain = s.shop
    WHERE s.wanted AND s."refusedAt" IS NULL AND h."uninstalledAt" IS NULL
      AND (s."nextLookAt" IS NULL OR s."nextLookAt" <= ${at}
        OR EXISTS (SELECT 1 FROM "ShopCard" c WHERE c.shop = s.shop AND c."updatedAt" >= s."lookedAt"))
    ORDER BY s.shop`;
  const failures: unknown[] = [];
  for (const sync of syncs)
    // One shop's trouble is not the others'.
    await startOf(sync, at).catch((error: unknown) => {
      logger.error({ shop: sync.shop, err: error }, "stock could not be checked");
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
}

async function startOf({ shop, pulledAt, checkedDay, timeZone }: Due, at: Date): Promise<void> {
  const card = await stockCard(shop);
  const { stockOnChange = false, stockDaily = false, stockDailyHour = 0 } = card?.settings ?? {};
  const pullAt = pulledAt === null ? at : new Date(pulledAt.getTime() + PULL_EVERY_MS);
  const pulls = stockOnChange && pullAt <= at;
  if (pulls) await addJob(db, PULL_STOCK, { shop });
  const day = dayDue(
    {
      timeZone: timeZone ?? "UTC",
      hour: stockDailyHour,
      checked: checkedDay ? dayOfColumn(checkedDay) : null,
    },
    at,
  );
  if (stockDaily && day !== null) {
    const { count } = await db.stockSync.updateMany({
      where: { shop, checkedDay },
      data: { checkedDay: dateColumn(day) },
    });
    if (count > 0) await checkAll(shop);
  }
  const quarter = (Math.floor(at.getTime() / QUARTER_MS) + 1) * QUARTER_MS;
  const nextPull = pulls ? at.getTime() + PULL_EVERY_MS : pullAt.getTime();
  await db.stockSync.updateMany({
    where: { shop },
    data: {
      ...(pulls ? { pulledAt: at } : {}),
      lookedAt: at,
      nextLookAt: new Date(stockOnChange ? Math.min(quarter, nextPull) : quarter),
    },
  });
}
