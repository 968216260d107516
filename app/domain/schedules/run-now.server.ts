import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { isScheduleKind } from "./kinds.ts";
import { noteRun, startScheduled } from "./run-due.server.ts";

/** Starts what a schedule does, now and once, with its saved filter, whether it is on or off. False when the shop has no such schedule. */
export async function runNow(shop: string, id: string, by: string): Promise<boolean> {
  const schedule = isUuid(id) ? await db.schedule.findFirst({ where: { shop, id } }) : null;
  if (!schedule || !isScheduleKind(schedule.kind)) return false;
  const { kind, cardId, filter } = schedule;
  const { runId } = await startScheduled(
    id,
    { shop, kind, cardId, filter },
    { trigger: "click", by },
  );
  await noteRun(shop, id, runId, now());
  return true;
}
