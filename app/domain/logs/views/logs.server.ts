import { db } from "#app/db/client.server.ts";
import type { LogName } from "../kept.ts";
import { facts, pretty } from "./log-entry.ts";
import { log, type Log } from "./log.ts";

const containing = (q: string) => ({ contains: q, mode: "insensitive" as const });

/** Each log: where its rows are, what narrows them, and how a line of it reads. */
export const logs: Record<LogName, Log> = {
  webhooks: log({
    // A delivery has the id that Shopify gave it.
    sort: {
      receivedAt: { kind: "time", order: "desc" },
      webhookId: { kind: "text", order: "desc" },
    },
    rows: ({ q, result, orderId }, { and, ...page }) =>
      db.webhookDelivery.findMany({
        where: {
          AND: [
            ...and,
            q ? { OR: [{ topic: containing(q) }, { resourceId: { contains: q } }] } : {},
            result ? { state: result } : {},
            orderId ? { resourceId: orderId } : {},
          ],
        },
        ...page,
        // The payload is personal data and only a trigger: it is not shown.
        omit: { payload: true },
      }),
    entry: (row) => ({
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
    }),
  }),
  api: log({
    sort: { at: { kind: "time", order: "desc" }, id: { kind: "uuid", order: "desc" } },
    rows: ({ q, result, orderId }, { and, ...page }) =>
      db.apiLog.findMany({
        where: {
          AND: [
            ...and,
            q
              ? {
                  OR: [
                    { operation: containing(q) },
                    { orderId: { contains: q } },
                    { requestId: q },
                  ],
                }
              : {},
            result === "ok" ? { outcome: "ok" } : result ? { outcome: { not: "ok" } } : {},
            orderId ? { orderIds: { has: orderId } } : {},
          ],
        },
        ...page,
      }),
    entry: (row) => ({
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
    }),
  }),
  runs: log({
    sort: { startedAt: { kind: "time", order: "desc" }, id: { kind: "uuid", order: "desc" } },
    rows: ({ q, result, run }, { and, ...page }) =>
      db.syncRun.findMany({
        where: {
          AND: [
            ...and,
            run ? { id: run } : {},
            q ? { kind: containing(q) } : {},
            result ? { state: result } : {},
          ],
        },
        ...page,
      }),
    entry: (row) => ({
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
        leftOut: row.leftOut,
        startedBy: row.startedBy,
        ended: row.endedAt?.toISOString(),
      }),
      details: pretty(row.problem),
    }),
  }),
};
