import { db } from "#app/db/client.server.ts";
import { DISCONNECTED } from "#app/domain/erp-connections/disconnect.server.ts";
import { storedWords } from "#app/erp/stored-sentence.server.ts";
import { liveRuns } from "#app/domain/runs/live-runs.server.ts";

/** What the frame around every screen shows: the shop's clock and currency, which ERP is paused, what is running. */
export async function screenFrame(shop: string, actor: string) {
  const [facts, runs, paused] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop } }),
    liveRuns(shop, actor),
    db.erpConnection.findFirst({
      // A disconnected ERP waits for nobody.
      where: { shop, pausedAt: { not: null }, NOT: { pausedReason: DISCONNECTED } },
      select: { title: true, pausedReason: true, pausedText: true },
    }),
  ]);
  return {
    timeZone: facts?.timeZone ?? "UTC",
    currency: facts?.currency ?? "USD",
    runs,
    paused: paused
      ? { title: paused.title, reason: storedWords(paused.pausedText, paused.pausedReason) }
      : null,
  };
}
