import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { perMinute, type RunView } from "./run-progress.ts";
import { LIVE } from "./states.ts";

/** The syncs that have not ended, oldest first. */
export async function liveRuns(shop: string): Promise<RunView[]> {
  const runs = await db.syncRun.findMany({
    where: { shop, state: { in: [...LIVE] } },
    orderBy: { startedAt: "asc" },
    take: 5,
  });
  return runs.map((run) => ({
    id: run.id,
    kind: run.kind,
    state: run.state,
    total: run.total,
    done: run.done,
    failed: run.failed,
    startedAt: run.startedAt.toISOString(),
    perMinute: perMinute(run.done, now().getTime() - run.startedAt.getTime()),
  }));
}
