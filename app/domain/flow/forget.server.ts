import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";
import { now } from "#app/lib/clock.ts";

/** Flow repeats an action for a day and a half; the rest is for whoever looks into what it did. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

export async function forgetActions(): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "FlowAction" WHERE (shop, "runId") IN (
        SELECT shop, "runId" FROM "FlowAction" WHERE "receivedAt" < ${before}
        ORDER BY "receivedAt" LIMIT ${most}::int)`,
  );
}

/** Of a shop that left. */
export async function eraseFlow(tx: Tx, shop: string): Promise<void> {
  await tx.flowTrigger.deleteMany({ where: { shop } });
  await tx.flowAction.deleteMany({ where: { shop } });
}
