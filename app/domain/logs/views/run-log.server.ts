import { db } from "#app/db/client.server.ts";
import {
  mapPage,
  pageOf,
  pageQuery,
  startOf,
  type Page,
  type PageRequest,
  type Sort,
} from "#app/lib/paging.ts";
import { between, facts, pretty, type LogEntry } from "./log-entry.ts";
import type { LogQuery } from "./log-query.server.ts";

const LATEST = {
  startedAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

export async function runLog(
  shop: string,
  asked: LogQuery,
  request: PageRequest,
): Promise<Page<LogEntry>> {
  const { q, result, run } = asked;
  const start = startOf(LATEST, request);
  const { beyond, orderBy, take } = pageQuery(LATEST, start);
  const rows = await db.syncRun.findMany({
    where: {
      AND: [
        { shop },
        run ? { id: run } : {},
        q ? { kind: { contains: q, mode: "insensitive" } } : {},
        result ? { state: result } : {},
        between("startedAt", asked),
        beyond,
      ],
    },
    orderBy,
    take,
  });
  return mapPage(pageOf(LATEST, start, rows), (row) => ({
    id: row.id,
    at: row.startedAt.toISOString(),
    what: row.kind,
    group: "run",
    state: row.state,
    facts: facts({
      trigger: row.trigger,
      total: row.total,
      done: row.done,
      failed: row.failed,
      unchanged: row.unchanged,
      startedBy: row.startedBy,
      ended: row.endedAt?.toISOString(),
    }),
    details: pretty(row.problem),
  }));
}
