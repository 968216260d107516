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
import { between, facts, type LogEntry } from "./log-entry.ts";
import type { LogQuery } from "./log-query.server.ts";

/** A delivery has the id that Shopify gave it. */
const RECEIVED = {
  receivedAt: { kind: "time", order: "desc" },
  webhookId: { kind: "text", order: "desc" },
} as const satisfies Sort;

export async function webhookLog(
  shop: string,
  asked: LogQuery,
  request: PageRequest,
): Promise<Page<LogEntry>> {
  const { q, result, orderId } = asked;
  const start = startOf(RECEIVED, request);
  const { beyond, orderBy, take } = pageQuery(RECEIVED, start);
  const rows = await db.webhookDelivery.findMany({
    where: {
      AND: [
        { shop },
        q
          ? {
              OR: [
                { topic: { contains: q, mode: "insensitive" } },
                { resourceId: { contains: q } },
              ],
            }
          : {},
        result ? { state: result } : {},
        orderId ? { resourceId: orderId } : {},
        between("receivedAt", asked),
        beyond,
      ],
    },
    orderBy,
    take,
    // The payload is personal data and only a trigger: it is not shown.
    omit: { payload: true },
  });
  return mapPage(pageOf(RECEIVED, start, rows), (row) => ({
    id: row.webhookId,
    at: row.receivedAt.toISOString(),
    what: row.topic,
    group: "webhook",
    state: row.state,
    facts: facts({
      about: row.resourceId,
      note: row.note,
      triggered: row.triggeredAt?.toISOString(),
      version: row.apiVersion,
      delivery: row.webhookId,
    }),
    details: null,
  }));
}
