import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { LIVE } from "./states.ts";

/** Ends every run of a shop that removed the app. */
export async function cancelRuns(tx: Tx, shop: string): Promise<void> {
  await tx.syncRun.updateMany({
    where: { shop, state: { in: [...LIVE] } },
    data: { state: "cancelled", endedAt: now() },
  });
}

/** The runs of a shop that left. */
export async function eraseRuns(tx: Tx, shop: string): Promise<void> {
  await tx.syncRun.deleteMany({ where: { shop } });
}

/** Runs that ended before this time. */
export async function cleanUpRuns(before: Date): Promise<void> {
  await db.syncRun.deleteMany({ where: { endedAt: { lt: before } } });
}
