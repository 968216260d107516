import { db } from "#app/db/client.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { isOrderGid } from "#app/shopify/gid.ts";
import { KEPT_DAYS } from "../kept.ts";
import type { LogEntry, LogFact } from "./log-entry.ts";
import { logQuery } from "./log-query.server.ts";
import { logs } from "./logs.server.ts";

/** What the address asks for (see `logQuery`), with how long this log is kept and what the shop card lets be kept. */
export async function logEntries(shop: string, params: URLSearchParams) {
  const [asked, card] = await Promise.all([logQuery(shop, params), getCard(shop)]);
  const page = await logs[asked.log](shop, asked, pageRequest(params));
  return {
    log: asked.log,
    keptDays: KEPT_DAYS[asked.log],
    logMode: card?.settings["logMode"] ?? "errors",
    entries: await withOrderNames(shop, page.rows),
    next: page.next,
    previous: page.previous,
  };
}

async function withOrderNames(shop: string, entries: LogEntry[]): Promise<LogEntry[]> {
  const ids = [
    ...new Set(entries.flatMap(({ facts }) => facts.map(({ value }) => value).filter(isOrderGid))),
  ];
  if (ids.length === 0) return entries;
  const rows = await db.order.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, name: true },
  });
  const names = new Map(rows.map(({ orderId, name }) => [orderId, name]));
  const named = (fact: LogFact): LogFact => {
    if (!isOrderGid(fact.value)) return fact;
    const name = names.get(fact.value);
    return name === undefined ? fact : { key: "order", value: name, orderId: fact.value };
  };
  return entries.map((entry) => ({ ...entry, facts: entry.facts.map(named) }));
}
