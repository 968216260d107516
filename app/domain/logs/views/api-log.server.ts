import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
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
  at: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

/** Calls about an order: those made for it alone, and those that read or wrote it among others (its id stands in their variables). */
const about = (orderId: string): Prisma.ApiLogWhereInput => ({
  OR: [
    { orderId },
    ...["id", "orderId", "ownerId"].map((path) => ({ request: { path: [path], equals: orderId } })),
    ...["ids", "orderIds"].map((path) => ({
      request: { path: [path], array_contains: [orderId] },
    })),
    { request: { path: ["input", "id"], equals: orderId } },
  ],
});

export async function apiLog(
  shop: string,
  asked: LogQuery,
  request: PageRequest,
): Promise<Page<LogEntry>> {
  const { q, result, orderId } = asked;
  const start = startOf(LATEST, request);
  const { beyond, orderBy, take } = pageQuery(LATEST, start);
  const rows = await db.apiLog.findMany({
    where: {
      AND: [
        { shop },
        q
          ? {
              OR: [
                { operation: { contains: q, mode: "insensitive" } },
                { orderId: { contains: q } },
                { requestId: q },
              ],
            }
          : {},
        result === "ok" ? { outcome: "ok" } : result ? { outcome: { not: "ok" } } : {},
        orderId ? about(orderId) : {},
        between("at", asked),
        beyond,
      ],
    },
    orderBy,
    take,
  });
  return mapPage(pageOf(LATEST, start, rows), (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    what: `${row.system === "shopify" ? "Shopify" : "ERP"}: ${row.operation}`,
    group: "api",
    state: row.outcome,
    facts: facts({
      status: row.status,
      cost: row.actualCost ?? row.requestedCost,
      duration: `${row.durationMs} ms`,
      order: row.orderId,
      request: row.requestId,
    }),
    details:
      row.request === null && row.response === null
        ? null
        : pretty({ request: row.request, response: row.response }),
  }));
}
