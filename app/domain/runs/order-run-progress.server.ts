import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";
import { ORDER_RUNS } from "./states.ts";

/** Adds to the progress of runs, in one statement. */
export async function countRuns(
  tx: Tx,
  shop: string,
  counts: readonly { runId: string; done: number; unchanged: number; failed: number }[],
): Promise<void> {
  if (counts.length === 0) return;
  await tx.$executeRaw`
    UPDATE "SyncRun" s SET "done" = s."done" + c.done, "unchanged" = s."unchanged" + c.unchanged, "failed" = s."failed" + c.failed, "heartbeatAt" = ${now()}
    FROM (SELECT r."runId", SUM(r.done)::int AS done, SUM(r.unchanged)::int AS unchanged, SUM(r.failed)::int AS failed
      FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS r("runId" uuid, done int, unchanged int, failed int) GROUP BY 1) c
    WHERE s."shop" = ${shop} AND s."id" = c."runId"`;
}

/** Runs whose listing is over (no cursor left) and whose orders have all been tried are done; what they came to is counted by then. */
export async function finishRuns(shop: string): Promise<void> {
  const at = now();
  await db.$executeRaw`
    UPDATE "SyncRun" s SET "state" = 'done', "total" = s."done" + s."failed", "endedAt" = ${at}, "heartbeatAt" = ${at}
    WHERE s."shop" = ${shop} AND s."state" = 'running' AND s."kind" = ANY(${[...ORDER_RUNS]}) AND (s."cursor" IS NULL OR s."cursor" = 'null'::jsonb)
      AND NOT EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."runId" = s."id" AND w."verdict" = 'ready')`;
}

/** Nothing can go on for this shop until a person acts: running syncs end and say why. Their orders wait for the next one. */
export async function failRunsOf(shop: string, problem: ProblemValue): Promise<void> {
  const at = now();
  await db.syncRun.updateMany({
    where: { shop, state: "running", kind: { in: [...ORDER_RUNS] } },
    data: {
      state: "failed",
      problem: { kind: problem.kind, params: problem.params, cause: problem.cause },
      endedAt: at,
      heartbeatAt: at,
    },
  });
}
