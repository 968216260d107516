import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";

/**
 * Attempts from before this time, of tasks that are done or put aside, and what those keep for a call that may have to be looked up. The task stays: its key, by
 * which it is never done again, who asked for it, when, and its result.
 */
export async function cleanUpAttempts(before: Date): Promise<void> {
  await inSlices(async (most) => {
    const [row] = await db.$queryRaw<{ gone: number }[]>`
      WITH old AS (
        SELECT a.shop, a.id, a."taskId" FROM "TaskAttempt" a JOIN "Task" t ON t.shop = a.shop AND t.id = a."taskId"
        WHERE a."startedAt" < ${before} AND t.state IN ('done', 'skipped')
        ORDER BY a."startedAt" LIMIT ${most}::int
      ), gone AS (
        DELETE FROM "TaskAttempt" a USING old o WHERE a.shop = o.shop AND a.id = o.id RETURNING a.shop, a."taskId"
      ), slim AS (
        UPDATE "Task" t SET evidence = NULL, "lastAnswer" = NULL, "lastAnswerText" = NULL
        FROM gone g WHERE t.shop = g.shop AND t.id = g."taskId" AND t.state = 'done'
      )
      SELECT count(*)::int AS gone FROM gone`;
    return row?.gone ?? 0;
  });
}
