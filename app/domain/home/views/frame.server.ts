import { db } from "#app/db/client.server.ts";
import { liveRuns } from "#app/domain/runs/live-runs.server.ts";

/** What the frame around every screen shows: the shop's clock and currency, what stands in the way, what is running. */
export async function screenFrame(shop: string) {
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
