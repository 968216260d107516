import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { perMinute, type RunView } from "#app/ui/run-progress.ts";

const LIVE = ["running", "pausing", "paused", "cancelling"];

/** The syncs that have not ended, oldest first. */
export async function liveRuns(shop: string): Promise<RunView[]> {
  const runs = await db.syncRun.findMany({
    where: { shop, state: { in: LIVE } },
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

/** What the frame around every screen shows: the shop's clock and currency, what stands in the way, what is running. */
export async function standing(shop: string) {
  const [facts, runs, problems, paused] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop } }),
    liveRuns(shop),
    db.problem.count({ where: { shop, clearedAt: null } }),
    db.erpConnection.findFirst({
      where: { shop, pausedAt: { not: null } },
      select: { title: true, pausedReason: true },
    }),
  ]);
  return {
    timeZone: facts?.timeZone ?? "UTC",
    currency: facts?.currency ?? "USD",
    runs,
    problems,
    paused: paused ? { title: paused.title, reason: paused.pausedReason } : null,
  };
}
