import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { PROBLEM_KINDS, problemInfo } from "#app/domain/problems/catalog.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, pageRequest, startOf, type Place, type Sort } from "#app/lib/paging.ts";
import type { ProblemDetail } from "#app/domain/problems/stored-problem.ts";

/** Orders named in each group. */
const SAMPLE = 20;
/** Nobody waits for these: they come last. */
const WARNINGS = PROBLEM_KINDS.filter((kind) => problemInfo(kind).severity === "warns");

/** What holds up most orders first; causes of one kind stand together. */
const WORST_FIRST = {
  warns: { kind: "flag", order: "asc" },
  kindOrders: { kind: "whole", order: "desc" },
  kind: { kind: "text", order: "asc" },
  orders: { kind: "whole", order: "desc" },
  cause: { kind: "text", order: "asc" },
} as const satisfies Sort;
const COLUMNS = {
  warns: Prisma.sql`g.warns`,
  kindOrders: Prisma.sql`g."kindOrders"`,
  kind: Prisma.sql`g.kind`,
  orders: Prisma.sql`g.orders`,
  cause: Prisma.sql`g.cause`,
};

interface Row extends Place<typeof WORST_FIRST> {
  count: number;
  example: ProblemDetail;
  since: Date;
  sample: { id: string; name: string | null }[] | null;
}

/**
 * Open problems by cause (TSK-3), each with its orders and the failed tasks of that cause. `kind`
 * narrows to one kind.
 */
export async function problemsScreen(shop: string, params: URLSearchParams) {
  const kind = params.get("kind");
  const start = startOf(WORST_FIRST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(WORST_FIRST, start, COLUMNS);
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.* FROM (
      SELECT c.*, c.kind = ANY(${WARNINGS}::text[]) AS warns,
        (sum(c.orders) OVER (PARTITION BY c.kind))::int AS "kindOrders" FROM (
        SELECT p.kind, p.cause, count(*)::int AS count, count(DISTINCT p."orderId")::int AS orders,
          (array_agg(p.detail ORDER BY p."lastSeenAt" DESC))[1] AS example, min(p."firstSeenAt") AS since,
          to_jsonb((array_agg(DISTINCT jsonb_build_object('id', p."orderId", 'name',
            o.name)) FILTER (WHERE p."orderId" IS NOT NULL))[1:${SAMPLE}::int]) AS sample
        FROM "Problem" p LEFT JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
        WHERE p.shop = ${shop} AND p."clearedAt" IS NULL ${kind ? Prisma.sql`AND p.kind = ${kind}` : Prisma.empty}
        GROUP BY p.kind, p.cause) c) g
    WHERE TRUE ${beyond} ${orderBy} ${limit}`;
  const page = pageOf(WORST_FIRST, start, rows);
  const shown = page.rows;
  const tasks = await failedTasks(
    shop,
    shown.map(({ cause }) => cause),
  );
  return {
    kind,
    next: page.next,
    previous: page.previous,
    groups: shown.map(({ example, since, sample, warns, kindOrders: _sum, ...row }) => {
      const info = problemInfo(row.kind);
      const failed = tasks.get(row.cause) ?? 0;
      return {
        ...row,
        params: example.params,
        since: since.toISOString(),
        tasks: failed,
        fixPath: info?.fixPath?.(example.params) ?? null,
        hasForm: Boolean(info?.fix?.(example.params)),
        fixableBy: info?.fixableBy ?? "us",
        // A warning holds nothing up: there is nothing to try again, unless a task of its cause failed.
        retryable: failed > 0 || (row.orders > 0 && !warns),
        sample: (sample ?? []).map(({ id, name }) => ({
          id,
          name: name ?? id.replace(/^.*\//, ""),
        })),
      };
    }),
  };
}

export type ProblemGroupView = Awaited<ReturnType<typeof problemsScreen>>["groups"][number];

/** How many tasks failed for each cause. */
async function failedTasks(shop: string, causes: string[]): Promise<Map<string, number>> {
  if (causes.length === 0) return new Map();
  const rows = await db.$queryRaw<{ cause: string; count: number }[]>`
    SELECT problem ->> 'cause' AS cause, count(*)::int AS count FROM "Task" WHERE shop = ${shop}
      AND state = 'failed' AND problem ->> 'cause' = ANY(${causes}::text[]) GROUP BY 1`;
  return new Map(rows.map(({ cause, count }) => [cause, count]));
}
