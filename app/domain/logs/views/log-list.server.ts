import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { pageOf, placeFromText, type Place } from "#app/lib/paging.ts";
import { KEPT_DAYS } from "../kept.ts";
import { logWish, type LogWish } from "./log-query.server.ts";
import { isOrderGid } from "#app/shopify/gid.ts";

const PAGE = 50;

/** An order's gid is shown by the order's name, which leads to it. */
export interface LogFact {
  key: string;
  value: string;
  orderId?: string;
}

/** One line of any log: what the table shows, and the details a person may open. */
export interface LogEntry {
  id: string;
  at: string;
  /** Topic, operation or kind of run. */
  what: string;
  group: "webhook" | "api" | "run";
  state: string;
  facts: LogFact[];
  /** Masked JSON, pretty. */
  details: string | null;
}

const before = (field: string, id: string, place: Place | null) =>
  place
    ? {
        OR: [
          { [field]: { lt: new Date(place.at) } },
          { [field]: new Date(place.at), [id]: { lt: place.id } },
        ],
      }
    : {};
const between = (field: string, { from, until }: LogWish) => ({
  ...(from ? { [field]: { gte: from } } : {}),
  ...(until ? { AND: [{ [field]: { lt: until } }] } : {}),
});
const facts = (values: Record<string, string | number | null | undefined>) =>
  Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === "" ? [] : [{ key, value: String(value) }],
  );
const pretty = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value, null, 2);

/** What the address asks for (see `logWish`), with how long this log is kept and what the shop card lets be kept. */
export async function logEntries(shop: string, params: URLSearchParams) {
  const [wish, card] = await Promise.all([logWish(shop, params), getCard(shop)]);
  const read = { webhooks, api, runs }[wish.log];
  // A delivery has the id that Shopify gave it.
  const after =
    wish.log === "webhooks"
      ? placeFromText(params.get("after"), (id) => !id.includes("\0"))
      : placeFromText(params.get("after"));
  const page = pageOf(await read(shop, wish, after), PAGE, (entry) => ({
    at: entry.at,
    id: entry.id,
  }));
  return {
    log: wish.log,
    keptDays: KEPT_DAYS[wish.log],
    logMode: card?.settings["logMode"] ?? "errors",
    entries: await withOrderNames(shop, page.rows),
    next: page.next,
  };
}

async function webhooks(shop: string, wish: LogWish, after: Place | null): Promise<LogEntry[]> {
  const { q, result, orderId } = wish;
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
        between("receivedAt", wish),
        before("receivedAt", "webhookId", after),
      ],
    },
    orderBy: [{ receivedAt: "desc" }, { webhookId: "desc" }],
    take: PAGE + 1,
    // The payload is personal data and only a trigger: it is not shown.
    omit: { payload: true },
  });
  return rows.map((row) => ({
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

async function withOrderNames(shop: string, entries: LogEntry[]): Promise<LogEntry[]> {
  const isOrder = ({ value }: LogFact): boolean => isOrderGid(value);
  const ids = [
    ...new Set(entries.flatMap((entry) => entry.facts.filter(isOrder).map(({ value }) => value))),
  ];
  if (ids.length === 0) return entries;
  const rows = await db.order.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, name: true },
  });
  const names = new Map(rows.map(({ orderId, name }) => [orderId, name]));
  const named = (fact: LogFact): LogFact => {
    const name = names.get(fact.value);
    return name === undefined ? fact : { key: "order", value: name, orderId: fact.value };
  };
  return entries.map((entry) => ({ ...entry, facts: entry.facts.map(named) }));
}

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

async function api(shop: string, wish: LogWish, after: Place | null): Promise<LogEntry[]> {
  const { q, result, orderId } = wish;
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
        between("at", wish),
        before("at", "id", after),
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: PAGE + 1,
  });
  return rows.map((row) => ({
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

async function runs(shop: string, wish: LogWish, after: Place | null): Promise<LogEntry[]> {
  const { q, result, run } = wish;
  const rows = await db.syncRun.findMany({
    where: {
      AND: [
        { shop },
        run ? { id: run } : {},
        q ? { kind: { contains: q, mode: "insensitive" } } : {},
        result ? { state: result } : {},
        between("startedAt", wish),
        before("startedAt", "id", after),
      ],
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
  });
  return rows.map((row) => ({
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
