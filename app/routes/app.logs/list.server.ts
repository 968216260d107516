import { db } from "#app/db/client.server.ts";
import { pageOf, placeFromText, type Place } from "#app/ui/list/keyset.ts";

const LOGS = ["webhooks", "api", "runs"] as const;
const PAGE = 50;

/** One line of any log: what the table shows, and the details a person may open. */
export interface LogEntry {
  id: string;
  at: string;
  /** Topic, operation or kind of run. */
  what: string;
  group: "webhook" | "api" | "run";
  state: string;
  facts: { key: string; value: string }[];
  /** Masked JSON, pretty. */
  details: string | null;
}

const before = (field: string, id: string, place: Place | null) => (place ? { OR: [{ [field]: { lt: new Date(place.at) } }, { [field]: new Date(place.at), [id]: { lt: place.id } }] } : {});
const facts = (values: Record<string, string | number | null | undefined>) => Object.entries(values).flatMap(([key, value]) => (value === null || value === undefined || value === "" ? [] : [{ key, value: String(value) }]));
const pretty = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value, null, 2));

/** `log` is which log, `q` a topic, an operation or an order's id, `after` the place. */
export async function logEntries(shop: string, params: URLSearchParams) {
  const log = LOGS.find((name) => name === params.get("log")) ?? "webhooks";
  const q = params.get("q")?.trim() ?? "";
  const read = { webhooks, api, runs }[log];
  const page = pageOf(await read(shop, q, placeFromText(params.get("after"))), PAGE, (entry) => ({ at: entry.at, id: entry.id }));
  return { log, logs: [...LOGS], entries: page.rows, next: page.next };
}

async function webhooks(shop: string, q: string, after: Place | null): Promise<LogEntry[]> {
  const rows = await db.webhookDelivery.findMany({
    where: { AND: [{ shop }, q ? { OR: [{ topic: { contains: q, mode: "insensitive" } }, { resourceId: { contains: q } }] } : {}, before("receivedAt", "webhookId", after)] },
    orderBy: [{ receivedAt: "desc" }, { webhookId: "desc" }], take: PAGE + 1,
    // The payload is personal data and only a trigger: it is not shown.
    omit: { payload: true },
  });
  return rows.map((row) => ({
    id: row.webhookId, at: row.receivedAt.toISOString(), what: row.topic, group: "webhook", state: row.state,
    facts: facts({ about: row.resourceId, note: row.note, triggered: row.triggeredAt?.toISOString(), version: row.apiVersion, delivery: row.webhookId }), details: null,
  }));
}

async function api(shop: string, q: string, after: Place | null): Promise<LogEntry[]> {
  const rows = await db.apiLog.findMany({
    where: { AND: [{ shop }, q ? { OR: [{ operation: { contains: q, mode: "insensitive" } }, { orderId: { contains: q } }, { requestId: q }] } : {}, before("at", "id", after)] },
    orderBy: [{ at: "desc" }, { id: "desc" }], take: PAGE + 1,
  });
  return rows.map((row) => ({
    id: row.id, at: row.at.toISOString(), what: `${row.system === "shopify" ? "Shopify" : "ERP"}: ${row.operation}`, group: "api", state: row.outcome,
    facts: facts({ status: row.status, cost: row.actualCost ?? row.requestedCost, duration: `${row.durationMs} ms`, order: row.orderId, request: row.requestId }),
    details: row.request === null && row.response === null ? null : pretty({ request: row.request, response: row.response }),
  }));
}

async function runs(shop: string, q: string, after: Place | null): Promise<LogEntry[]> {
  const rows = await db.syncRun.findMany({
    where: { AND: [{ shop }, q ? { kind: { contains: q, mode: "insensitive" } } : {}, before("startedAt", "id", after)] },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: PAGE + 1,
  });
  return rows.map((row) => ({
    id: row.id, at: row.startedAt.toISOString(), what: row.kind, group: "run", state: row.state,
    facts: facts({ trigger: row.trigger, total: row.total, done: row.done, failed: row.failed, unchanged: row.unchanged, startedBy: row.startedBy, ended: row.endedAt?.toISOString() }),
    details: pretty(row.problem),
  }));
}
