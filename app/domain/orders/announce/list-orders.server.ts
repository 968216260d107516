import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { ListedOrderFragment } from "#app/shopify/generated/admin.ts";
import { ListedOrdersDocument, ListOrdersDocument } from "#app/shopify/generated/admin.ts";
import type { Announced, Announcement } from "./announce.server.ts";
import { announce } from "./announce.server.ts";
import { listedFromShopify } from "./listed-from-shopify.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import { listingsOf, restartAt } from "./listing-query.ts";
import type { ListingPosition } from "./stored-run.ts";
import { namesQuery, sameName } from "./order-names.ts";

const CURSOR_KIND = "orders";
const FIRST_KIND = "orders:first";
const PAGE = 250;
/** Shopify pages through at most 25,000 objects of one search. */
const PAGES_OF_A_SEARCH = 95;

export async function beginListing(
  shop: string,
  includeArchived: boolean,
): Promise<ListingPosition> {
  const cursor = await db.syncCursor.findUnique({
    where: { shop_kind: { shop, kind: CURSOR_KIND } },
  });
  const listings = listingsOf({ cursor: cursor?.at ?? null, includeArchived, now: now() });
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
  onStored?: (announced: Announced, next: ListingPosition | null) => Promise<void>,
  pageSize = PAGE,
): Promise<Result<PageDone, ShopifyError>> {
  const answer = await shopifyRequest(shop, ListOrdersDocument, {
    query: position.query,
    first: pageSize,
    after: position.after,
    sortKey: "UPDATED_AT",
  });
  if (!answer.ok) return answer;
  const { nodes, pageInfo } = answer.value.orders;
  const orders = nodes.map(listedFromShopify);
  const last = orders.reduce<string | null>(
    (latest, order) =>
      latest === null || new Date(order.updatedAt) > new Date(latest) ? order.updatedAt : latest,
    null,
  );
  const listing = position.listings[position.listing];
  const next = nextPosition(position, pageInfo, last);
  const announced = await db.$transaction(
    async (tx) => {
      const result = await announce(tx, shop, orders, {
        ...options,
        archived: listing?.archived === true,
      });
      await moveCursor(tx, shop, position, next, last === null ? null : new Date(last));
      return result;
    },
    { timeout: 30_000 },
  );
  await onStored?.(announced, next);
  return ok({ position: next, announced });
}

function nextPosition(
  position: ListingPosition,
  page: { hasNextPage: boolean; endCursor: string | null },
  last: string | null,
): ListingPosition | null {
  if (page.hasNextPage && position.pages + 1 >= PAGES_OF_A_SEARCH && last !== null)
    return { ...position, query: restartAt(new Date(last), position.query), after: null, pages: 0 };
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
  next: ListingPosition | null,
  last: Date | null,
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
  ids: readonly string[],
  options: Announcement,
): Promise<Result<{ announced: Announced; missing: string[] }, ShopifyError>> {
  const orders: ListedOrder[] = [];
  const missing: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const answer = await shopifyRequestNodes(shop, ListedOrdersDocument, { ids: [...page] });
    if (!answer.ok) return answer;
    answer.value.data.nodes.forEach((node, index) => {
      const id = page[index];
      if (
        node !== null &&
        "displayFulfillmentStatus" in node &&
        !answer.value.nodeErrors.has(index)
      )
        orders.push(listedFromShopify(node));
      else if (id !== undefined) missing.push(id);
    });
  }
  return ok({ announced: await announce(db, shop, orders, options), missing });
}

/** Announces orders by pasted names; names that match no order come back. */
export async function announceNames(
  shop: string,
  names: readonly string[],
  options: Announcement,
): Promise<Result<{ announced: Announced; unknown: string[]; ids: string[] }, ShopifyError>> {
  const found: ListedOrder[] = [];
  for (let start = 0; start < names.length; start += 20) {
    const page = names.slice(start, start + 20);
    for (let after: string | null = null; ;) {
      const answer: Result<
        {
          orders: {
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
            nodes: ListedOrderFragment[];
          };
        },
        ShopifyError
      > = await shopifyRequest(shop, ListOrdersDocument, {
        query: namesQuery(page),
        first: 50,
        after,
        sortKey: "UPDATED_AT",
      });
      if (!answer.ok) return err(answer.error);
      found.push(
        ...answer.value.orders.nodes
          .map(listedFromShopify)
          .filter((order) => page.some((name) => sameName(name, order.name))),
      );
      if (!answer.value.orders.pageInfo.hasNextPage) break;
      after = answer.value.orders.pageInfo.endCursor;
    }
  }
  const announced = await announce(db, shop, found, { ...options, archived: true });
  return ok({
    announced,
    unknown: names.filter((name) => !found.some((order) => sameName(name, order.name))),
    ids: found.map(({ id }) => id),
  });
}
