import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";
import { cleanUpRuns } from "#app/domain/runs/erase.server.ts";
import { cleanUpSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import { now } from "#app/lib/clock.ts";
import { cleanUpDeliveries, cleanUpTraffic } from "#app/shopify/clean-up.server.ts";
import { cleanUpAttempts } from "#app/tasks/clean-up.server.ts";

const DAY_MS = 86_400_000;
/** How long is kept what documents, money and who did what can do without. */
const KEEP_DAYS = {
  versions: 90,
  attempts: 90,
  runs: 90,
  skipped: 90,
  deliveries: 30,
  traffic: 30,
} as const;

/** Removes what is past its time, in slices. */
export async function cleanUp(): Promise<void> {
  const before = (kept: keyof typeof KEEP_DAYS): Date =>
    new Date(now().getTime() - KEEP_DAYS[kept] * DAY_MS);
  await cleanUpVersions(before("versions"));
  await cleanUpAttempts(before("attempts"));
  await cleanUpRuns(before("runs"));
  await cleanUpSkipped(before("skipped"));
  await cleanUpDeliveries(before("deliveries"));
  await cleanUpTraffic(before("traffic"));
}

/** As many nights may be missed. */
const LOOK_BACK_MS = 14 * DAY_MS;

/**
 * Versions that were replaced before this time; kept for good: the first, the current one, and those that were processed, resolved or made a document. A version is
 * found by the one that replaced it, and of those only by the newest that are old enough: earlier nights have seen the others.
 */
async function cleanUpVersions(before: Date): Promise<void> {
  const since = new Date(before.getTime() - LOOK_BACK_MS);
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "OrderVersion" WHERE (shop, id) IN (
        SELECT v.shop, v.id FROM "OrderVersion" n
        CROSS JOIN LATERAL (SELECT p.* FROM "OrderVersion" p
          WHERE p.shop = n.shop AND p."orderId" = n."orderId" AND (p."createdAt", p.id) < (n."createdAt", n.id)
          ORDER BY p."createdAt" DESC, p.id DESC LIMIT 1) v
        JOIN "Order" o ON o.shop = v.shop AND o."orderId" = v."orderId"
        WHERE n."createdAt" >= ${since} AND n."createdAt" < ${before}
          AND v.id <> o."currentVersionId" AND v.id IS DISTINCT FROM o."processedVersionId" AND v.id IS DISTINCT FROM o."resolvedVersionId"
          AND EXISTS (SELECT 1 FROM "OrderVersion" e WHERE e.shop = v.shop AND e."orderId" = v."orderId" AND (e."createdAt", e.id) < (v."createdAt", v.id))
          AND NOT EXISTS (SELECT 1 FROM "SalesDocument" d WHERE d.shop = v.shop AND d."versionId" = v.id) LIMIT ${most}::int)`,
  );
}
