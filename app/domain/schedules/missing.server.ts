import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { SCHEDULE_KINDS, SCHEDULES } from "./kinds.ts";

/** Gives a shop the schedules it does not have yet, in the caller's transaction; what the merchant changed or turned off stays. */
export async function ensureSchedules(tx: Tx, shop: string): Promise<void> {
  await add(tx, shop);
}

/** The same for every installed shop: one that was installed before a kind of schedule came gets it. */
export async function addMissingSchedules(): Promise<void> {
  await db.$transaction((tx) => add(tx, null));
}

async function add(tx: Tx, shop: string | null): Promise<void> {
  const at = now();
  const kinds = JSON.stringify(SCHEDULE_KINDS.map((kind) => ({ kind, every: SCHEDULES[kind] })));
  // Two workers in the same minute must not both find a schedule missing.
  await lockUntilCommit(tx, "missingSchedules");
  await tx.$executeRaw`
    INSERT INTO "Schedule" ("shop", "id", "kind", "everyMinutes", "nextRunAt")
    SELECT h."domain", gen_random_uuid(), k.kind, k.every, ${at}::timestamptz + make_interval(mins => k.every)
    FROM "Shop" h CROSS JOIN jsonb_to_recordset(${kinds}::jsonb) AS k(kind text, every int)
    WHERE h."uninstalledAt" IS NULL AND (${shop}::text IS NULL OR h."domain" = ${shop})
      AND NOT EXISTS (SELECT 1 FROM "Schedule" s WHERE s."shop" = h."domain" AND s."kind" = k.kind)`;
}
