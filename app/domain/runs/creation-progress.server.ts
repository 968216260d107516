import type { RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { now } from "#app/lib/clock.ts";

/** How far a run that creates documents is; with none left it has ended. `earlier`: those of the failed that were left alone for the sake of an earlier document. */
export async function countCreation(
  shop: string,
  runId: RunId,
  { done, failed, left, earlier }: { done: number; failed: number; left: number; earlier: number },
): Promise<void> {
  const at = now();
  await db.syncRun.updateMany({
    where: { shop, id: runId, state: "running" },
    data: {
      done,
      failed,
      unchanged: earlier,
      heartbeatAt: at,
      ...(left === 0 ? { state: "done", endedAt: at } : {}),
    },
  });
}

export const isRunning = async (shop: string, runId: RunId): Promise<boolean> =>
  isUuid(runId) && (await db.syncRun.count({ where: { shop, id: runId, state: "running" } })) > 0;
