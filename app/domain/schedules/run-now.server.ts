import { db } from "#app/db/client.server.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { isPostedKind } from "#app/domain/posted/posted-kind.ts";
import { startPull } from "#app/domain/feeds/pull-feeds.server.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { noteRun } from "./run-due.server.ts";

/** Starts what a schedule does, now and once, with its saved filter, whether it is on or off. False when the shop has no such schedule. */
export async function runNow(shop: string, id: string, by: string): Promise<boolean> {
  const schedule = isUuid(id) ? await db.schedule.findFirst({ where: { shop, id } }) : null;
  if (!schedule) return false;
  const { runId } = isPostedKind(schedule.kind)
    ? await startPull(shop, {
        kind: schedule.kind,
        filter: storedPostedFilter.read(schedule.filter, `schedule ${id}`),
        trigger: "click",
        by,
      })
    : await startSync(shop, {
        trigger: "click",
        by,
        filter: storedOrderFilter.read(schedule.filter, `schedule ${id}`),
      });
  await noteRun(shop, id, runId, now());
  return true;
}
