import { db } from "#app/db/client.server.ts";
import { postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import { isPostedKind } from "#app/domain/posted/posted-kind.ts";
import { startPull } from "#app/domain/feeds/pull-feeds.server.ts";
import { orderFilterSchema } from "#app/domain/order-filter/order-filter.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Starts what a schedule does, now and once, with its saved filter, whether it is on or off. False when the shop has no such schedule. */
export async function runNow(shop: string, id: string, by: string): Promise<boolean> {
  const schedule = isUuid(id) ? await db.schedule.findFirst({ where: { shop, id } }) : null;
  if (!schedule) return false;
  const { runId } = isPostedKind(schedule.kind)
    ? await startPull(shop, {
        kind: schedule.kind,
        filter: postedFilterSchema.parse(schedule.filter),
        trigger: "click",
        by,
      })
    : await startSync(shop, {
        trigger: "click",
        by,
        filter: orderFilterSchema.parse(schedule.filter),
        cardId: schedule.cardId,
      });
  await db.schedule.updateMany({
    where: { shop, id },
    data: { lastRunId: runId, lastRunAt: now() },
  });
  return true;
}
