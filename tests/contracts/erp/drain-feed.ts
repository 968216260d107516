import { expect } from "vitest";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { FeedEvent, FeedKind } from "#app/erp/port/feeds.ts";
import type { Json } from "#app/lib/json.ts";
import { call } from "./setting.ts";

/** Reads a feed to its end, page by page, and tells where it stands then. */
export async function drainFeed(
  port: ErpConnectionPort,
  feed: FeedKind,
  from: Json,
  limit = 3,
): Promise<{ events: FeedEvent[]; cursor: Json }> {
  const events: FeedEvent[] = [];
  let cursor = from;
  for (let turn = 0; turn < 500; turn += 1) {
    const page = await port.pull(feed, cursor, limit, call);
    expect(page.events.length).toBeLessThanOrEqual(limit);
    events.push(...page.events);
    cursor = JSON.parse(JSON.stringify(page.cursor)) as Json; // it must survive being stored
    if (!page.more) return { events, cursor };
  }
  throw new Error(`the feed ${feed} does not end`);
}
