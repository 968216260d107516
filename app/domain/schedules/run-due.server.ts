import type { CardId, RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { startPull } from "#app/domain/feeds/pull-feeds.server.ts";
import { wakeSilentPulls } from "#app/domain/feeds/runs.server.ts";
import { readFilter } from "#app/domain/orders/announce/order-cards.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { startSync, wakeSilentRuns } from "#app/domain/orders/announce/sync-run.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { RunTrigger } from "#app/domain/runs/states.ts";
import { addMissingSchedules } from "./missing.server.ts";
import type { ScheduleKind } from "./kinds.ts";
import { SCHEDULE_KINDS } from "./kinds.ts";

interface Due {
  shop: string;
  id: string;
  kind: ScheduleKind;
  cardId: CardId | null;
  filter: unknown;
}

/** Called each minute: starts what is due. A schedule that was missed while nothing ran is started once, not once per missed time. */
export async function runDueSchedules(): Promise<void> {
  const at = now();
  await addMissingSchedules();
  const due = await db.$queryRaw<Due[]>`
    WITH due AS MATERIALIZED (
      SELECT d."shop", d."id" FROM "Schedule" d JOIN "Shop" h ON h."domain" = d."shop"
      WHERE d."enabled" AND d."kind" = ANY(${SCHEDULE_KINDS}::text[]) AND h."uninstalledAt" IS NULL
        -- Later than an interval from now: set by a clock that was ahead.
        AND (d."nextRunAt" <= ${at} OR d."nextRunAt" >
          ${at}::timestamptz + make_interval(mins => GREATEST(1, d."everyMinutes") + 1))
      LIMIT 500 FOR UPDATE OF d SKIP LOCKED)
    UPDATE "Schedule" s SET "nextRunAt" = ${at}::timestamptz + make_interval(mins => GREATEST(1, s."everyMinutes")), "lastRunAt" = ${at} FROM due
    WHERE s."shop" = due."shop" AND s."id" = due."id" RETURNING s."shop", s."id"::text, s."kind", s."cardId"::text, s."filter"`;
  const failures: unknown[] = [];
  for (const schedule of due) {
    // One shop's trouble is not the others'.
    await start(schedule).catch((error: unknown) => {
      logger.error(
        { shop: schedule.shop, schedule: schedule.id, err: error },
        "a schedule could not be started",
      );
      failures.push(error);
    });
  }
  await wakeSilentRuns();
  await wakeSilentPulls();
  await wakeWaiting();
  if (failures.length > 0) throw failures[0];
}

async function start({ id, ...schedule }: Due): Promise<void> {
  const { shop } = schedule;
  const { runId } = await startScheduled(id, schedule, { trigger: "schedule", by: "schedule" });
  await noteRun(shop, id, runId);
}

/** Starts what a schedule does, of its card alone when it has one. */
export async function startScheduled(
  id: string,
  { shop, kind, cardId, filter }: Omit<Due, "id">,
  who: { trigger: RunTrigger; by: string },
): Promise<{ runId: RunId }> {
  if (kind === "orders")
    return startSync(shop, { ...who, filter: readFilter(shop, filter), cardId });
  const posted = storedPostedFilter.read(filter ?? {}, `schedule ${id}`);
  return startPull(shop, { ...who, kind, filter: cardId ? { ...posted, cardId } : posted });
}

/** Which run a schedule started last; `at` where nobody has noted the time yet. */
export async function noteRun(shop: string, id: string, runId: RunId, at?: Date): Promise<void> {
  await db.schedule.updateMany({
    where: { shop, id },
    data: { lastRunId: runId, ...(at ? { lastRunAt: at } : {}) },
  });
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
