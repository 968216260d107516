import { db } from "#app/db/client.server.ts";
import { cleanUpRuns } from "#app/domain/runs/erase.server.ts";
import { cleanUpSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { now } from "#app/lib/clock.ts";
import { cleanUpDeliveries, cleanUpTraffic } from "#app/shopify/clean-up.server.ts";

const DAY_MS = 86_400_000;
/** Versions between the first and the current one, finished runs, what was skipped, deliveries and traffic are kept this long. */
const KEEP_DAYS = { versions: 90, runs: 90, skipped: 90, deliveries: 30, traffic: 30 } as const;

/** Removes what is past its time, in slices so that no statement holds the table for long. Kept for good: first, processed, resolved and current versions. */
export async function cleanUp(): Promise<{ versions: number }> {
  const before = (days: number): Date => new Date(now().getTime() - days * DAY_MS);
  let versions = 0;
  for (;;) {
    const removed = await db.$executeRaw`
      DELETE FROM "OrderVersion" WHERE ("shop", "id") IN (
        SELECT v."shop", v."id" FROM "OrderVersion" v JOIN "Order" o ON o."shop" = v."shop" AND o."orderId" = v."orderId"
        WHERE v."createdAt" < ${before(KEEP_DAYS.versions)} AND v."id" <> o."currentVersionId" AND v."id" IS DISTINCT FROM o."processedVersionId" AND v."id" IS DISTINCT FROM o."resolvedVersionId"
          AND EXISTS (SELECT 1 FROM "OrderVersion" e WHERE e."shop" = v."shop" AND e."orderId" = v."orderId" AND (e."createdAt", e."id") < (v."createdAt", v."id"))
          AND NOT EXISTS (SELECT 1 FROM "SalesDocument" d WHERE d."shop" = v."shop" AND d."versionId" = v."id") LIMIT 1000)`;
    versions += removed;
    if (removed < 1000) break;
  }
  await cleanUpRuns(before(KEEP_DAYS.runs));
  await cleanUpSkipped(before(KEEP_DAYS.skipped));
  await cleanUpDeliveries(before(KEEP_DAYS.deliveries));
  await cleanUpTraffic(before(KEEP_DAYS.traffic));
  return { versions };
}
