import { db } from "#app/db/client.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";
import { now } from "#app/lib/clock.ts";
import { perMinute, type RunView } from "./run-progress.ts";
import { LIVE } from "./states.ts";

/** The runs that have not ended, oldest first, and those this person started whose result is not read yet. */
export async function liveRuns(shop: string, actor: string): Promise<RunView[]> {
  const runs = await db.syncRun.findMany({
    where: {
      shop,
      OR: [
        { state: { in: [...LIVE] } },
        { endedAt: { not: null }, readAt: null, startedBy: actor },
      ],
    },
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
    unchanged: run.unchanged,
    leftOut: run.leftOut,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    problem: reasonOf(run.problem),
    perMinute: perMinute(run.done, now().getTime() - run.startedAt.getTime()),
  }));
}
