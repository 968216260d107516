import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { PROBLEM_KINDS, problemInfo } from "#app/domain/problems/catalog.ts";
import { INFORMATION, levelOf } from "#app/domain/problems/level.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { pageOf, pageRequest, startOf, type Place, type Sort } from "#app/lib/paging.ts";
import type { ProblemDetail } from "#app/domain/problems/stored-problem.ts";

/** Orders named in each group. */
const SAMPLE = 20;
const ofSeverity = (...severities: string[]) =>
  PROBLEM_KINDS.filter((kind) => severities.includes(problemInfo(kind).severity));
/** What blocks (0) before what waits (1); nobody waits for a warning (2). */
const WAITS = ofSeverity("holds");
const WARNINGS = ofSeverity("warns");

/** The worst first, then what holds up most orders; causes of one kind stand together. */
const WORST_FIRST = {
  rank: { kind: "whole", order: "asc" },
  kindOrders: { kind: "whole", order: "desc" },
  kind: { kind: "text", order: "asc" },
  orders: { kind: "whole", order: "desc" },
  cause: { kind: "text", order: "asc" },
} as const satisfies Sort;
const COLUMNS = {
  rank: Prisma.sql`g.rank`,
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
 * narrows to one kind. What needs nobody is none of them: it is told apart, by kind.
 */
export async function problemsScreen(shop: string, params: URLSearchParams) {
  const kind = params.get("kind");
  const start = startOf(WORST_FIRST, pageRequest(params));
  const { beyond, orderBy, limit } = pageSql(WORST_FIRST, start, COLUMNS);
  const problems = kind
    ? Prisma.sql`AND p.kind = ${kind}`
    : Prisma.sql`AND p.kind <> ALL(${INFORMATION}::text[])`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.* FROM (
      SELECT c.*, CASE WHEN c.kind = ANY(${WARNINGS}::text[]) THEN 2 WHEN c.kind = ANY(${WAITS}::text[]) THEN 1 ELSE 0 END AS rank,
        (sum(c.orders) OVER (PARTITION BY c.kind))::int AS "kindOrders" FROM (
        SELECT p.kind, p.cause, count(*)::int AS count, count(DISTINCT p."orderId")::int AS orders,
          (array_agg(p.detail ORDER BY p."lastSeenAt" DESC))[1] AS example, min(p."firstSeenAt") AS since,
          to_jsonb((array_agg(DISTINCT jsonb_build_object('id', p."orderId", 'name',
            o.name)) FILTER (WHERE p."orderId" IS NOT NULL))[1:${SAMPLE}::int]) AS sample
        FROM "Problem" p LEFT JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
        WHERE p.shop = ${shop} AND p."clearedAt" IS NULL ${problems}
        GROUP BY p.kind, p.cause) c) g
    WHERE TRUE ${beyond} ${orderBy} ${limit}`;
  const page = pageOf(WORST_FIRST, start, rows);
  const shown = page.rows;
  const [tasks, information] = await Promise.all([
    failedTasks(
      shop,
      shown.map(({ cause }) => cause),
    ),
    kind ? [] : informationOf(shop),
  ]);
  return {
    kind,
    information,
    next: page.next,
    previous: page.previous,
    groups: shown.map(({ example, since, sample, rank: _rank, kindOrders: _sum, ...row }) => {
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
        level: levelOf(row.kind),
        // A warning holds nothing up, and what needs nobody is not tried again: unless a task of its cause failed.
        retryable:
          failed > 0 ||
          (row.orders > 0 && info?.severity !== "warns" && levelOf(row.kind) !== "info"),
        sample: (sample ?? []).map(({ id, name }) => ({
          id,
          name: name ?? id.replace(/^.*\//, ""),
        })),
      };
    }),
  };
}

export type ProblemGroupView = Awaited<ReturnType<typeof problemsScreen>>["groups"][number];

/** What needs nobody, by kind: how often it is so, up to a thousand (lib/counted.ts), and one of them. */
async function informationOf(shop: string) {
  const open = Prisma.sql`FROM "Problem" p WHERE p.shop = ${shop} AND p."clearedAt" IS NULL AND p.kind = k.kind`;
  const rows = await db.$queryRaw<{ kind: string; count: number; example: ProblemDetail | null }[]>`
    SELECT k.kind, (SELECT count(*)::int FROM (SELECT 1 ${open} LIMIT ${MOST_COUNTED + 1}::int) counted) AS count,
      (SELECT p.detail ${open} LIMIT 1) AS example
    FROM unnest(${INFORMATION}::text[]) k(kind)`;
  return rows.flatMap(({ kind, count, example }) =>
    example ? [{ kind, count, params: example.params }] : [],
  );
}

/** How many tasks failed for each cause. */
async function failedTasks(shop: string, causes: string[]): Promise<Map<string, number>> {
  if (causes.length === 0) return new Map();
  const rows = await db.$queryRaw<{ cause: string; count: number }[]>`
    SELECT problem ->> 'cause' AS cause, count(*)::int AS count FROM "Task" WHERE shop = ${shop}
      AND state = 'failed' AND problem ->> 'cause' = ANY(${causes}::text[]) GROUP BY 1`;
  return new Map(rows.map(({ cause, count }) => [cause, count]));
}
