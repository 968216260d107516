import type { RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";

/** Counts that the listing is tried once more at the place where it stands; a listed page starts the count anew. */
export async function countTry(shop: string, runId: RunId): Promise<number> {
  const [row] = await db.$queryRaw<{ tries: number }[]>`
    UPDATE "SyncRun" SET "cursor" = jsonb_set("cursor", '{tries}', to_jsonb(COALESCE(("cursor" ->> 'tries')::int, 0) + 1)), "heartbeatAt" = ${now()}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND jsonb_typeof("cursor") = 'object' RETURNING ("cursor" ->> 'tries')::int AS tries`;
  return row?.tries ?? 1;
}

/**
 * A page of orders was listed: those that are ready are to be imported, those that could not be read have failed, others are not to be
 * imported. False when the run was paused
 * or cancelled meanwhile.
 */
export async function pageListed(
  shop: string,
  runId: RunId,
  { ready, failed, leftOut }: { ready: number; failed: number; leftOut: number },
  cursor: StoredValue | null,
): Promise<boolean> {
  const { count } = await db.syncRun.updateMany({
    where: { shop, id: runId, state: "running" },
    data: {
      heartbeatAt: now(),
      total: { increment: ready + failed },
      failed: { increment: failed },
      leftOut: { increment: leftOut },
      ...(cursor ? { cursor } : {}),
    },
  });
  return count > 0;
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
