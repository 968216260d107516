import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { dayIn, startOfDay } from "#app/lib/day.ts";
import { logger } from "#app/lib/logger.server.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { OrdersPlacedDocument } from "#app/shopify/generated/admin.ts";

/** Home is looked at again and again; Shopify is asked about it once a minute at most. */
const KEPT_MS = 60_000;
/** Home does not wait for Shopify, and nobody for longer than this. */
const WAIT = { patienceMs: 1_000, timeoutMs: 4_000 };

/** Orders that customers placed today, as Shopify counts them, up to a thousand and one; its list of them. Null: Shopify did not say. */
export type PlacedToday = { count: number; url: string } | null;

const kept = new Map<string, { until: number; answer: Promise<PlacedToday> }>();

/** Of the shop's own day. Counted by Shopify itself and not by what was imported, so that an order which never arrived here shows. */
export function placedToday(shop: string): Promise<PlacedToday> {
  const at = now().getTime();
  for (const [other, { until }] of kept) if (until <= at) kept.delete(other);
  const before = kept.get(shop);
  if (before) return before.answer;
  // Nobody may wait for it: a page that was left must not end the process.
  const answer = ask(shop).catch((error: unknown): PlacedToday => {
    logger.warn({ shop, error: String(error) }, "today's orders could not be counted");
    return null;
  });
  kept.set(shop, { until: at + KEPT_MS, answer });
  return answer;
}

async function ask(shop: string): Promise<PlacedToday> {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const timeZone = facts?.timeZone ?? "UTC";
  const since = startOfDay(timeZone, dayIn(timeZone, now())).toISOString();
  const query = `created_at:>='${since}'`;
  const answer = await shopifyRequest(
    shop,
    OrdersPlacedDocument,
    { query, limit: MOST_COUNTED + 1 },
    WAIT,
  );
  const count = answer.ok ? answer.value.ordersCount?.count : undefined;
  return count === undefined
    ? null
    : { count, url: adminUrl(shop, `orders?query=${encodeURIComponent(query)}`) };
}
