import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import type { FeedEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import type { FeedHandler, Stored, HeardFeed } from "./handlers.server.ts";

const PAGE = 100;
const CALL_TIMEOUT_MS = 60_000;

export interface PageOptions {
  feed: HeardFeed;
  handler: FeedHandler;
  /** New rows go on at once; false: they wait in state new for a run with a filter, or for a click. */
  send: boolean;
  by: string;
  traceId: string;
}

export interface PageRead {
  events: number;
  /** Rows sent on. */
  sent: number;
  /** Events that could not be stored; each is a problem of its own. */
  failed: number;
  more: boolean;
  orderIds: OrderId[];
}

/** Undoes a page's transaction: another worker read on from the same place meanwhile. */
class Moved extends Error {}

/**
 * Reads the next page of a feed. Its rows, their tasks and the cursor are one transaction: a process that dies anywhere reads
 * the page again, and what is known changes nothing. Throws ErpError when the ERP does not give the page.
 */
export async function readPage(open: OpenPort, request: PageOptions): Promise<PageRead> {
  const { shop, id: connectionId } = open.connection;
  for (;;) {
    const row = await db.feedCursor.findUnique({
      where: { shop_connectionId_feed: { shop, connectionId, feed: request.feed } },
    });
    const from = (row?.cursor ?? null) as Json;
    const page = await open.port.pull(request.feed, from, PAGE, {
      traceId: request.traceId,
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    try {
      const stored = await storePage({
        shop,
        connectionId,
        request,
        events: page.events,
        from,
        to: page.cursor,
        isFirst: row === null,
      });
      return { ...stored, events: page.events.length, more: page.more };
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
}

type Outcome = Pick<PageRead, "sent" | "failed" | "orderIds">;

/** A page that was read, whose it is, and where its cursor stood and goes. */
interface ReadAt {
  shop: string;
  connectionId: ConnectionId;
  request: PageOptions;
  events: readonly FeedEvent[];
  from: Json;
  to: Json;
  /** The feed has no cursor yet. */
  isFirst: boolean;
}

async function storePage(page: ReadAt): Promise<Outcome> {
  const { shop, connectionId, request } = page;
  try {
    return await db.$transaction(
      async (tx) => {
        await advance(tx, page);
        const { sent, stored } = await take(tx, page);
        return { sent, failed: 0, orderIds: stored.orderIds };
      },
      { timeout: 60_000 },
    );
  } catch (error) {
    if (error instanceof Moved || isDatabaseTrouble(error)) throw error;
    logger.error(
      { shop, connectionId, feed: request.feed, traceId: request.traceId, err: error },
      "a page of a feed could not be stored; its events are taken one by one",
    );
    return storeApart(page);
  }
}

/** Each event alone, so that a bad one is put aside as a problem and never holds up the others. */
async function storeApart(page: ReadAt): Promise<Outcome> {
  const { shop, connectionId, request, events } = page;
  const outcome: Outcome = { sent: 0, failed: 0, orderIds: [] };
  for (const event of events) {
    try {
      const { sent, stored } = await db.$transaction(
        (tx) => take(tx, { ...page, events: [event] }),
        { timeout: 60_000 },
      );
      outcome.sent += sent;
      outcome.orderIds.push(...stored.orderIds);
    } catch (error) {
      if (isDatabaseTrouble(error)) throw error;
      logger.error(
        {
          shop,
          connectionId,
          feed: request.feed,
          traceId: request.traceId,
          event: event.dedupeKey,
          err: error,
        },
        "an event of a feed could not be stored",
      );
      outcome.failed += 1;
      await raiseProblem(db, shop, "feed", {
        subject: subjectOf(connectionId, event),
        orderId: null,
        problem: problem("posted-unreadable", {
          number: event.ref.number ?? event.ref.id,
          what: request.feed,
          trace: request.traceId,
        }),
      });
    }
  }
  await db.$transaction((tx) => advance(tx, page));
  return outcome;
}

async function take(
  tx: Tx,
  { shop, connectionId, request, events }: ReadAt,
): Promise<{ stored: Stored; sent: number }> {
  const { onward } = request.handler;
  // Asked without an event too: rows whose order has turned up since go on.
  const stored = await request.handler.store(tx, shop, connectionId, events);
  const sent =
    request.send && onward && stored.newIds.length > 0
      ? await onward.send(tx, shop, { ids: stored.newIds }, request.by)
      : 0;
  await setProblems(
    tx,
    shop,
    "feed",
    events.map((event) => ({
      subject: subjectOf(connectionId, event),
      orderId: null,
      problems: [],
    })),
  );
  return { stored, sent };
}

const subjectOf = (connectionId: ConnectionId, { ref }: FeedEvent): string =>
  `posted:${connectionId}:${ref.kind}:${ref.id}`;

/** The cursor goes on only from where this page was asked: of two workers one stores it, the other reads again. */
async function advance(
  tx: Tx,
  { shop, connectionId, request: { feed }, from, to, isFirst }: ReadAt,
): Promise<void> {
  if (isFirst)
    await tx.$executeRaw`INSERT INTO "FeedCursor" ("shop", "connectionId", "feed") VALUES (${shop}, ${connectionId}::uuid, ${feed}) ON CONFLICT DO NOTHING`;
  const moved = await tx.$executeRaw`
    UPDATE "FeedCursor" SET "cursor" = ${JSON.stringify(to)}::jsonb, "pulledAt" = ${now()}
    WHERE "shop" = ${shop} AND "connectionId" = ${connectionId}::uuid AND "feed" = ${feed}
      AND COALESCE("cursor", 'null'::jsonb) = ${JSON.stringify(from)}::jsonb`;
  if (moved === 0) throw new Moved();
}
