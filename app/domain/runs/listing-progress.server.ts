import type { RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { SyncRun } from "#app/db/generated/client.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";

/** A run whose listing goes on. */
export type ListingRun = Pick<SyncRun, "shop" | "id" | "trigger" | "filter" | "cursor"> & {
  /** How often it was tried at the place where it stands; a listed page starts the count anew. */
  tries: number;
};

/** Takes up the listing of a run, which is one more try. Null when it has none left, or rests. */
export async function takeUpListing(shop: string, runId: RunId): Promise<ListingRun | null> {
  const [run] = await db.$queryRaw<ListingRun[]>`
    UPDATE "SyncRun" SET "cursor" = jsonb_set("cursor", '{tries}', to_jsonb(COALESCE(("cursor" ->> 'tries')::int, 0) + 1)), "heartbeatAt" = ${now()}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND jsonb_typeof("cursor") = 'object'
    RETURNING "shop", "id", "trigger", "filter", "cursor" - 'tries' AS "cursor", ("cursor" ->> 'tries')::int AS tries`;
  return run ?? null;
}

interface PageListed {
  announced: { ready: number; failed: number; leftOut: number };
  /** Where the listing goes on. */
  cursor: StoredValue | null;
  /** An expression that adds a job, if the run goes on. */
  then?: Prisma.Sql;
}

/**
 * A page of orders was listed: those that are ready are to be imported, those that could not be read have failed, others are not to be
 * imported. False when the run was paused
 * or cancelled meanwhile.
 */
export async function pageListed(
  shop: string,
  runId: RunId,
  { announced: { ready, failed, leftOut }, cursor, then = Prisma.sql`NULL` }: PageListed,
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH listed AS (
      UPDATE "SyncRun" SET "heartbeatAt" = ${now()}, "total" = "total" + ${ready + failed}::int, "failed" = "failed" + ${failed}::int,
        "leftOut" = "leftOut" + ${leftOut}::int, "cursor" = COALESCE(${cursor && JSON.stringify(cursor)}::jsonb, "cursor")
      WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' RETURNING 1)
    SELECT (${then}) IS NULL AS without FROM listed`;
  return rows.length > 0;
}

/** Everything is listed; the run goes on until what waits for it is imported. */
export async function listingDone(shop: string, runId: RunId): Promise<void> {
  await db.$executeRaw`
    UPDATE "SyncRun" s SET "cursor" = NULL, "heartbeatAt" = ${now()},
      "total" = s."done" + s."failed" + (SELECT COUNT(*)::int FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."runId" = s."id" AND w."verdict" = 'ready')
    WHERE s."shop" = ${shop} AND s."id" = ${runId}::uuid AND s."state" = 'running'`;
}

/** The end of a run that lists only. */
export async function endListed(shop: string, runId: RunId): Promise<void> {
  const at = now();
  await db.$executeRaw`
    UPDATE "SyncRun" SET "state" = 'listed', "cursor" = NULL, "done" = "total" - "failed", "heartbeatAt" = ${at}, "endedAt" = ${at}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running'`;
}

/** A sign of life: the job comes back. */
export async function keepAlive(shop: string, runId: RunId): Promise<void> {
  await db.syncRun.updateMany({ where: { shop, id: runId }, data: { heartbeatAt: now() } });
}
