import type { RunId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";
import { ORDER_RUNS } from "./states.ts";

const NOTHING = { done: 0, unchanged: 0, failed: 0, leftOut: 0 };
export type RunCount = Partial<typeof NOTHING> & { runId: RunId };

/** Adds to the progress of runs, in one statement. */
export async function countRuns(tx: Tx, shop: string, counts: readonly RunCount[]): Promise<void> {
  if (counts.length > 0) await tx.$executeRaw(countedRuns(shop, counts));
}

/** The same as a statement, for a caller whose own takes it in. */
export function countedRuns(shop: string, counts: readonly RunCount[]): Prisma.Sql {
  const rows = counts.map((count) => ({ ...NOTHING, ...count }));
  return Prisma.sql`
    UPDATE "SyncRun" s SET "done" = s."done" + c.done, "unchanged" = s."unchanged" + c.unchanged, "failed" = s."failed" + c.failed, "leftOut" = s."leftOut" + c."leftOut", "heartbeatAt" = ${now()}
    FROM (SELECT r."runId", SUM(r.done)::int AS done, SUM(r.unchanged)::int AS unchanged, SUM(r.failed)::int AS failed, SUM(r."leftOut")::int AS "leftOut"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("runId" uuid, done int, unchanged int, failed int, "leftOut" int) GROUP BY 1) c
    WHERE s."shop" = ${shop} AND s."id" = c."runId"`;
}

/** Runs whose listing is over (no cursor left) and whose orders have all been tried are done; what they came to is counted by then. */
export async function finishRuns(shop: string): Promise<void> {
  await db.$executeRaw(finishedRuns(shop));
}

/** The same as a statement, for a caller whose own takes it in. */
export function finishedRuns(shop: string): Prisma.Sql {
  const at = now();
  return Prisma.sql`
    UPDATE "SyncRun" s SET "state" = 'done', "total" = s."done" + s."failed", "endedAt" = ${at}, "heartbeatAt" = ${at}
    WHERE s."shop" = ${shop} AND s."state" = 'running' AND s."kind" = ANY(${[...ORDER_RUNS]}) AND (s."cursor" IS NULL OR s."cursor" = 'null'::jsonb)
      AND NOT EXISTS (SELECT 1 FROM "OrderToImport" w WHERE w."shop" = ${shop} AND w."runId" = s."id" AND w."verdict" = 'ready')`;
}

/** This run cannot go on: it ends and says why. */
export async function failRun(shop: string, runId: RunId, problem: ProblemValue): Promise<void> {
  await fail({ shop, id: runId }, problem);
}

/** Nothing can go on for this shop until a person acts: running syncs end and say why. Their orders wait for the next one. */
export async function failRunsOf(shop: string, problem: ProblemValue): Promise<void> {
  await fail({ shop, kind: { in: [...ORDER_RUNS] } }, problem);
}

async function fail(which: Prisma.SyncRunWhereInput, problem: ProblemValue): Promise<void> {
  const at = now();
  await db.syncRun.updateMany({
    where: { ...which, state: "running" },
    data: {
      state: "failed",
      problem: { kind: problem.kind, params: problem.params, cause: problem.cause },
      endedAt: at,
      heartbeatAt: at,
    },
  });
}

/** A clock that was ahead wrote signs of life that are still to come: such a run would not be found silent for as long. */
export async function forgetFutureHeartbeats(soon: Date): Promise<void> {
  await db.syncRun.updateMany({
    where: { state: "running", heartbeatAt: { gt: soon } },
    data: { heartbeatAt: now() },
  });
}
