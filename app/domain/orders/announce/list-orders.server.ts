import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { Announced, Announcement } from "./announce.server.ts";
import { announceEach } from "./announce-each.server.ts";
import type { Listing } from "./listed-from-shopify.ts";
import { PAGE, readListed, readPage } from "./listed-page.server.ts";
import { namesQuery, ordersMeant } from "#app/domain/order-filter/order-names.ts";
import { listingsOf, restartAt } from "./listing-query.ts";
import type { ListingPosition } from "./stored-run.ts";

const CURSOR_KIND = "orders";
const FIRST_KIND = "orders:first";
/** Shopify pages through at most 25,000 objects of one search. */
const PAGES_OF_A_SEARCH = 95;

export async function beginListing(
  shop: string,
  includeArchived: boolean,
): Promise<ListingPosition> {
  const [known] = await db.$queryRaw<{ at: Date | null; ordersSince: Date | null }[]>`
    SELECT s."ordersSince", c.at FROM "Shop" s LEFT JOIN "SyncCursor" c ON c.shop = s.domain AND c.kind = ${CURSOR_KIND}
    WHERE s.domain = ${shop}`;
  const listings = listingsOf({
    cursor: known?.at ?? null,
    includeArchived,
    installedAt: known?.ordersSince ?? null,
    now: now(),
  });
  return { listing: 0, query: listings[0]?.query ?? "", after: null, pages: 0, listings };
}

export interface PageDone {
  position: ListingPosition | null;
  announced: Announced;
}

/**
 * Lists one page and stores it together with the cursor, in one transaction: sorted by update time, everything before the page's last order has then
 * been listed, so a failure between pages loses nothing. The cursor is the latest update time seen, Shopify's own; the next sync looks an overlap
 * behind it. `pageSize` is for tests.
 */
export async function listPage(
  shop: string,
  position: ListingPosition,
  options: Announcement,
  pageSize = PAGE,
): Promise<Result<PageDone, ShopifyError>> {
  const { query, after } = position;
  const page = await readPage(shop, { query, after, first: pageSize });
  if (!page.ok) return page;
  const { orders, pageInfo } = page.value;
  const last = latest(orders);
  const listing = position.listings[position.listing];
  const next = nextPosition(position, pageInfo, last);
  const archived = listing?.archived === true;
  const announced = await announceEach(shop, orders, { ...options, archived }, (tx) =>
    moveCursor(tx, shop, position, { next, last }),
  );
  return ok({ position: next, announced });
}

/** The latest change of a page, as far as it can be read. */
function latest(orders: readonly Listing[]): Date | null {
  const times = orders
    .map((order) => (order.ok ? order.value.updatedAt : order.error.updatedAt))
    .filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.max(...times.map((time) => Date.parse(time))));
}

function nextPosition(
  position: ListingPosition,
  page: { hasNextPage: boolean; endCursor: string | null },
  last: Date | null,
): ListingPosition | null {
  if (page.hasNextPage && position.pages + 1 >= PAGES_OF_A_SEARCH && last !== null)
    return { ...position, query: restartAt(last, position.query), after: null, pages: 0 };
  if (page.hasNextPage) return { ...position, after: page.endCursor, pages: position.pages + 1 };
  const following = position.listings[position.listing + 1];
  return following
    ? { ...position, listing: position.listing + 1, query: following.query, after: null, pages: 0 }
    : null;
}

async function moveCursor(
  tx: Tx,
  shop: string,
  position: ListingPosition,
  { next, last }: { next: ListingPosition | null; last: Date | null },
): Promise<void> {
  // A listing of everything, archived ones included, is older than what is known: it moves nothing.
  if (position.listings[0]?.archived) return;
  if (position.listings.length === 1) return raiseCursor(tx, shop, CURSOR_KIND, last);
  // First sync: the cursor exists only once every search has run, else the next sync would skip what was not listed yet. The first search
  // decides it: an open order that changes while cancelled ones are listed must lie behind it.
  if (position.listing === 0) await raiseCursor(tx, shop, FIRST_KIND, last);
  if (next !== null) return;
  const first = await tx.syncCursor.findUnique({
    where: { shop_kind: { shop, kind: FIRST_KIND } },
  });
  await raiseCursor(tx, shop, CURSOR_KIND, first?.at ?? last);
}

async function raiseCursor(tx: Tx, shop: string, kind: string, to: Date | null): Promise<void> {
  if (to === null) return;
  await tx.$executeRaw`INSERT INTO "SyncCursor" ("shop", "kind", "at", "updatedAt") VALUES (${shop}, ${kind}, ${to}, ${now()})
    ON CONFLICT ("shop", "kind") DO UPDATE SET "at" = GREATEST("SyncCursor"."at", EXCLUDED."at"), "updatedAt" = EXCLUDED."updatedAt"`;
}

/** Announces orders by id: what a webhook or a re-sync names. Ids that give no order come back as missing. */
export async function announceIds(
  shop: string,
  ids: readonly OrderId[],
  options: Announcement,
): Promise<Result<{ announced: Announced; missing: OrderId[] }, ShopifyError>> {
  const orders: Listing[] = [];
  const missing: OrderId[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = await readListed(shop, ids.slice(start, start + PAGE));
    if (!page.ok) return page;
    for (const [id, listing] of page.value)
      if (listing) orders.push(listing);
      else missing.push(id);
  }
  return ok({ announced: await announceEach(shop, orders, options), missing });
}

const named = (listing: Listing): { name: string; number: number | null; listing: Listing } =>
  listing.ok
    ? { name: listing.value.name, number: listing.value.number, listing }
    : { name: listing.error.name, number: null, listing };

/** Announces orders by pasted names; names that match no order come back. */
export async function announceNames(
  shop: string,
  names: readonly string[],
  options: Announcement,
): Promise<Result<{ announced: Announced; unknown: string[]; ids: string[] }, ShopifyError>> {
  const found: ReturnType<typeof named>[] = [];
  for (let start = 0; start < names.length; start += 20) {
    const page = names.slice(start, start + 20);
    for (let after: string | null = null; ;) {
      const answer: Awaited<ReturnType<typeof readPage>> = await readPage(shop, {
        query: namesQuery(page),
        first: 50,
        after,
      });
      if (!answer.ok) return err(answer.error);
      const { orders, pageInfo } = answer.value;
      found.push(...orders.map(named));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
  }
  const meant = names.map((name) => ordersMeant(name, found));
  const orders = new Map(
    meant.flat().map(({ listing }) => [(listing.ok ? listing.value : listing.error).id, listing]),
  );
  const announced = await announceEach(shop, [...orders.values()], { ...options, archived: true });
  return ok({
    announced,
    unknown: names.filter((_, index) => meant[index]?.length === 0),
    ids: [...orders.keys()],
  });
}
