import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { readFilter } from "./cards-for-orders.server.ts";
import { requestImport } from "./import.server.ts";
import { startSync, wakeSilentRuns } from "./sync-run.server.ts";

/** The sweep of orders: what webhooks missed is found by it (IMP-7). */
export const ORDERS_SCHEDULE = "orders";
/** Once a night. */
export const CLEAN_UP = "cleanUpOrders";

/** Called each minute: starts what is due. A schedule that was missed while nothing ran is started once, not once per missed time. */
export async function runDueSchedules(): Promise<void> {
  const at = now();
  const due = await db.$queryRaw<{ shop: string; id: string; cardId: string | null; filter: unknown }[]>`
    WITH due AS MATERIALIZED (SELECT d."shop", d."id" FROM "Schedule" d JOIN "Shop" h ON h."domain" = d."shop"
      WHERE d."enabled" AND d."kind" = ${ORDERS_SCHEDULE} AND d."nextRunAt" <= ${at} AND h."uninstalledAt" IS NULL LIMIT 500 FOR UPDATE OF d SKIP LOCKED)
    UPDATE "Schedule" s SET "nextRunAt" = ${at}::timestamptz + make_interval(mins => GREATEST(1, s."everyMinutes")), "lastRunAt" = ${at} FROM due
    WHERE s."shop" = due."shop" AND s."id" = due."id" RETURNING s."shop", s."id", s."cardId", s."filter"`;
  for (const schedule of due) {
    const { runId } = await startSync(schedule.shop, { trigger: "schedule", by: "schedule", filter: readFilter(schedule.shop, schedule.filter), cardId: schedule.cardId });
    await db.schedule.updateMany({ where: { shop: schedule.shop, id: schedule.id }, data: { lastRunId: runId } });
  }
  await wakeSilentRuns();
  await wakeWaiting();
  if (at.getUTCHours() === 3 && at.getUTCMinutes() < 2) await addJob(db, CLEAN_UP, {}, { key: CLEAN_UP });
}

/** Orders that wait although nothing works on them: the job of their shop is asked for again. */
async function wakeWaiting(): Promise<void> {
  const old = new Date(now().getTime() - 60_000);
  const shops = await db.$queryRaw<{ shop: string }[]>`
    SELECT DISTINCT w."shop" FROM "OrderToImport" w LEFT JOIN "SyncRun" r ON r."shop" = w."shop" AND r."id" = w."runId"
    WHERE w."verdict" IN ('ready', 'error') AND w."announcedAt" < ${old} AND (w."nextAttemptAt" < ${old} OR (w."nextAttemptAt" IS NULL AND w."verdict" = 'ready'))
      AND (w."claimedAt" IS NULL OR w."claimedAt" < ${old}) AND (CASE WHEN w."runId" IS NULL THEN NOT w."isNew" ELSE r."state" IN ('running', 'done') END) LIMIT 500`;
  for (const { shop } of shops) await requestImport(db, shop);
}
