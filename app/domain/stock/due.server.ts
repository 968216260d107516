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

/** Called each minute: asks for changed stock every five minutes, and once a day for all of it. */
export async function startDue(): Promise<void> {
  const at = now();
  const syncs = await db.$queryRaw<
    { shop: string; pulledAt: Date | null; checkedDay: Date | null; timeZone: string | null }[]
  >`
    SELECT s.shop, s."pulledAt", s."checkedDay", h."timeZone" FROM "StockSync" s JOIN "Shop" h ON h.domain = s.shop
    WHERE s.wanted AND s."refusedAt" IS NULL AND h."uninstalledAt" IS NULL ORDER BY s.shop`;
  const failures: unknown[] = [];
  for (const sync of syncs)
    // One shop's trouble is not the others'.
    await startOf(sync, at).catch((error: unknown) => {
      logger.error({ shop: sync.shop, err: error }, "stock could not be checked");
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
}

async function startOf(
  sync: { shop: string; pulledAt: Date | null; checkedDay: Date | null; timeZone: string | null },
  at: Date,
): Promise<void> {
  const { shop, pulledAt, checkedDay } = sync;
  const card = await stockCard(shop);
  if (!card) return;
  const { stockOnChange, stockDaily, stockDailyHour } = card.settings;
  if (stockOnChange && (pulledAt === null || at.getTime() - pulledAt.getTime() >= PULL_EVERY_MS)) {
    await db.stockSync.updateMany({ where: { shop }, data: { pulledAt: at } });
    await addJob(db, PULL_STOCK, { shop });
  }
  const day = dayDue(
    {
      timeZone: sync.timeZone ?? "UTC",
      hour: stockDailyHour,
      checked: checkedDay ? dayOfColumn(checkedDay) : null,
    },
    at,
  );
  if (!stockDaily || day === null) return;
  const { count } = await db.stockSync.updateMany({
    where: { shop, checkedDay },
    data: { checkedDay: dateColumn(day) },
  });
  if (count > 0) await checkAll(shop);
}
