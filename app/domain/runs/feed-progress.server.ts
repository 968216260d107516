import type { ConnectionId, RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";

/**
 * Adds to the progress; false when the run was paused or cancelled meanwhile. What is known already
 * counts as unchanged until it is sent on.
 */
export async function countRun(
  shop: string,
  runId: RunId,
  counts: { done: number; failed: number; unchanged: number },
): Promise<boolean> {
  const unchanged = Math.max(0, counts.unchanged);
  return (
    (await db.$executeRaw`
    UPDATE "SyncRun" SET "total" = "total" + ${counts.done + counts.failed + unchanged}::int,
      "done" = "done" + ${counts.done}::int, "failed" = "failed" + ${counts.failed}::int,
      "unchanged" = "unchanged" + ${unchanged}::int, "heartbeatAt" = ${now()}, "cursor" = jsonb_set("cursor", '{nextAt}', 'null'),
      "problem" = CASE WHEN ("cursor" ->> 'failed')::boolean THEN "problem" ELSE NULL END
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND "cursor" IS NOT NULL`) >
    0
  );
}

/** The ERP does not answer: the run goes on then, and says why it waits. */
export async function waitRun(
  shop: string,
  runId: RunId,
  until: Date,
  why: ProblemValue,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "SyncRun" SET "cursor" = jsonb_set("cursor", '{nextAt}', to_jsonb(${until.toISOString()}::text)),
      "problem" = ${JSON.stringify(storedReason.store(why))}::jsonb, "heartbeatAt" = ${now()}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND "cursor" IS NOT NULL`;
}

/** The run is through with a connection, well or not; with the last one it ends. */
export async function leaveConnection(
  shop: string,
  runId: RunId,
  connectionId: ConnectionId,
  failure: ProblemValue | null,
): Promise<void> {
  const at = now();
  await db.$executeRaw`
    UPDATE "SyncRun" SET "cursor" = jsonb_set(jsonb_set("cursor", '{left}',
      ("cursor" -> 'left') - ${connectionId}::text), '{failed}',
      to_jsonb(("cursor" ->> 'failed')::boolean OR ${failure !== null}::boolean)),
      "problem" = COALESCE(${failure ? JSON.stringify(storedReason.store(failure)) : null}::jsonb, "problem"), "heartbeatAt" = ${at}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND "cursor" IS NOT NULL`;
  await db.$executeRaw`
    UPDATE "SyncRun" SET "state" = CASE WHEN ("cursor" ->> 'failed')::boolean THEN 'failed' ELSE 'done' END,
      "problem" = CASE WHEN ("cursor" ->> 'failed')::boolean THEN "problem" ELSE NULL END,
      "cursor" = NULL, "endedAt" = ${at}, "heartbeatAt" = ${at}
    WHERE "shop" = ${shop} AND "id" = ${runId}::uuid AND "state" = 'running' AND "cursor" -> 'left' = '[]'::jsonb`;
}
