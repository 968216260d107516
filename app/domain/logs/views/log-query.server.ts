import type { OrderId } from "#app/lib/ids.ts";

import { db } from "#app/db/client.server.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { addToDay, isDay, startOfDay } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { LOG_RESULTS, LOGS, type LogName } from "../kept.ts";
import { gidOf, isOrderGid } from "#app/shopify/gid.ts";

/** What a person wants to see of a log. */
export interface LogQuery {
  log: LogName;
  /** A topic, an operation, a kind of run, or a request number. */
  q: string;
  result: string | null;
  /** Gid; one that no order has when the typed order is not known, so that nothing is found. */
  orderId: OrderId | null;
  /** One run. */
  run: string | null;
  from: Date | null;
  until: Date | null;
}

/** Reads the address: `log`, `q`, `order` (name or id), `result`, `from` and `to` (days in the shop's time zone, `to` included), `run`. */
export async function logQuery(shop: string, params: URLSearchParams): Promise<LogQuery> {
  const log = LOGS.find((name) => name === params.get("log")) ?? "webhooks";
  const text = (key: string): string => params.get(key)?.trim().slice(0, 200) ?? "";
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const zone = facts?.timeZone ?? "UTC";
  const run = text("run");
  return {
    log,
    q: text("q"),
    result: (LOG_RESULTS[log] as readonly string[]).find((one) => one === text("result")) ?? null,
    run: isUuid(run) ? run : null,
    orderId: log === "runs" || text("order") === "" ? null : await orderIdOf(shop, text("order")),
    from: isDay(text("from")) ? startOfDay(zone, text("from")) : null,
    until: isDay(text("to")) ? startOfDay(zone, addToDay(text("to"), { days: 1 })) : null,
  };
}

async function orderIdOf(shop: string, typed: string): Promise<OrderId> {
  if (isOrderGid(typed)) return typed;
  const [named] = await ordersNamed(shop, typed);
  return named ?? gidOf("Order", typed);
}
