import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";
import { now } from "#app/lib/clock.ts";
import { LIVE } from "./states.ts";

/** Ends every run of a shop that removed the app. */
export async function cancelRuns(tx: Tx, shop: string): Promise<void> {
  await tx.syncRun.updateMany({
    where: { shop, state: { in: [...LIVE] } },
    data: { state: "cancelled", endedAt: now() },
  });
}

/** What runs say of this person: their filter may be a name that was searched for, their problem quotes what it met. */
export async function eraseRunMentions(tx: Tx, shop: string, email: string | null): Promise<void> {
  if (email === null) return;
  await tx.$executeRaw`
    UPDATE "SyncRun" SET problem = NULL, filter = '{}'
    WHERE shop = ${shop} AND "endedAt" IS NOT NULL
      AND strpos(lower(concat(filter::text, problem::text)), ${email}) > 0`;
}

/** The runs of a shop that left. */
export async function eraseRuns(tx: Tx, shop: string): Promise<void> {
  await tx.syncRun.deleteMany({ where: { shop } });
}

/** Runs that ended before this time. */
export async function cleanUpRuns(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "SyncRun" WHERE (shop, id) IN (
        SELECT shop, id FROM "SyncRun" WHERE "endedAt" < ${before} ORDER BY "endedAt" LIMIT ${most}::int)`,
  );
}
