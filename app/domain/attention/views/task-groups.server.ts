import { db } from "#app/db/client.server.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import { levelOf } from "#app/domain/problems/level.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";

/** Most causes a screen shows; the rest comes up as these are fixed. */
const MOST = 100;
const SAMPLE = 10;

interface Row {
  cause: string;
  failed: number;
  waiting: number;
  orders: number;
  kinds: string[];
  example: unknown;
  since: Date;
  sample: { id: string; name: string | null }[] | null;
}

/**
 * What does not go through, by cause (TSK-3): tasks that failed and need a person, and tasks that
 * wait with the same problem and go on by
 * themselves. Most failed ones first.
 */
export async function taskGroups(shop: string) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.problem ->> 'cause' AS cause, count(*) FILTER (WHERE t.state = 'failed')::int AS failed,
      count(*) FILTER (WHERE t.state <> 'failed')::int AS waiting,
      count(DISTINCT t."orderId")::int AS orders, array_agg(DISTINCT t.kind) AS kinds, (array_agg(t.problem ORDER BY t."updatedAt" DESC))[1] AS example, min(t."updatedAt") AS since,
      to_jsonb((array_agg(DISTINCT jsonb_build_object('id', t."orderId", 'name',
        t."orderName")) FILTER (WHERE t."orderId" IS NOT NULL))[1:${SAMPLE}::int]) AS sample
    FROM "Task" t WHERE t.shop = ${shop} AND t.state IN ('failed', 'planned', 'ambiguous')
      AND t.problem ->> 'cause' IS NOT NULL
    GROUP BY 1 ORDER BY failed DESC, waiting DESC, 1 LIMIT ${MOST}`;
  return rows.map(({ example, since, sample, ...row }) => {
    const problem = storedProblem(example);
    const kind = problem?.kind ?? "internal";
    const info = problemInfo(kind);
    return {
      ...row,
      problemKind: kind,
      params: problem?.params ?? {},
      level: levelOf(kind),
      fixableBy: info?.fixableBy ?? "us",
      fixPath: info?.fixPath?.(problem?.params ?? {}) ?? null,
      since: since.toISOString(),
      sample: (sample ?? []).map(({ id, name }) => ({ id, name: name ?? id.replace(/^.*\//, "") })),
    };
  });
}
