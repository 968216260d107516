import type { GiftCardId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { GiftCardsByIdDocument, GiftCardsDocument } from "#app/shopify/generated/admin.ts";
import { BOOK_EARLIER_ORDERS, READ_ALL_GIFT_CARDS } from "./jobs.ts";
import { withTransactions } from "./read-transactions.server.ts";
import { storeCards } from "./store-cards.server.ts";

const TRANSACTION = { timeout: 30_000, maxWait: 30_000 };
const BATCH = 100;

/**
 * Reads all cards from now on: once at once, then each night and whenever an order sold or used one. With `transactions`, each card's own
 * transactions as well.
 */
export async function startReading(
  shop: string,
  { transactions = false }: { transactions?: boolean } = {},
): Promise<void> {
  const wanted = {
    wanted: true,
    ...(transactions ? { transactionsWanted: true, transactionsRefusedAt: null } : {}),
  };
  await db.$transaction(async (tx) => {
    const reading = await tx.giftCardReading.upsert({
      where: { shop },
      create: { shop, ...wanted },
      update: { ...wanted, refusedAt: null },
    });
    await addJob(tx, READ_ALL_GIFT_CARDS, { shop, after: null });
    if (!reading.bookedAt) await addJob(tx, BOOK_EARLIER_ORDERS, { shop, after: "" });
  });
}

/** From `after` to the end of Shopify's list, page by page; a long list is left for a later turn. */
export async function readAll(shop: string, after: string | null): Promise<void> {
  const started = now().getTime();
  for (let cursor = after; ;) {
    const page = await readPage(shop, cursor);
    if (page === "off") return;
    cursor = page.cursor;
    if (!page.more) break;
    if (now().getTime() - started < TURN_MS) continue;
    await addJob(db, READ_ALL_GIFT_CARDS, { shop, after: cursor });
    return;
  }
  await db.giftCardReading.updateMany({ where: { shop }, data: { readAt: now() } });
}

/** Cards behind the last one that was read, then those used since. */
export async function readNew(shop: string): Promise<void> {
  for (;;) {
    const reading = await db.giftCardReading.findUnique({ where: { shop } });
    const page = await readPage(shop, reading?.cursor ?? null);
    if (page === "off") return;
    if (!page.more) break;
  }
  await readUsed(shop);
}

type Page = { cursor: string | null; more: boolean };

async function readPage(shop: string, after: string | null): Promise<Page | "off"> {
  const reading = await db.giftCardReading.findUnique({ where: { shop } });
  if (!reading?.wanted || reading.refusedAt) return "off";
  const answer = await shopifyRequest(shop, GiftCardsDocument, { after });
  if (!answer.ok) return refused(shop, answer.error);
  const { nodes, pageInfo } = answer.value.giftCards;
  const cursor = pageInfo.endCursor ?? after;
  const read = await withTransactions(shop, nodes);
  await db.$transaction(async (tx) => {
    await storeCards(tx, shop, read);
    await tx.giftCardReading.updateMany({ where: { shop }, data: { cursor } });
  }, TRANSACTION);
  return { cursor, more: pageInfo.hasNextPage };
}

/** A missing permission is shown on the screen and ends the reading; anything else is tried again by the queue. */
async function refused(shop: string, error: ShopifyError): Promise<"off"> {
  if (error.kind !== "permission") throw new Error(`reading gift cards: ${error.message}`);
  await db.giftCardReading.updateMany({ where: { shop }, data: { refusedAt: now() } });
  return "off";
}

async function readUsed(shop: string): Promise<void> {
  for (let after = ""; ;) {
    const stale = await db.$queryRaw<{ giftCardId: GiftCardId; staleAt: Date }[]>`
      SELECT "giftCardId", "staleAt" FROM "GiftCard"
      WHERE shop = ${shop} AND "staleAt" IS NOT NULL AND "giftCardId" > ${after} ORDER BY "giftCardId" LIMIT ${BATCH}`;
    if (stale.length === 0) return;
    after = stale.at(-1)?.giftCardId ?? after;
    const ids = stale.map(({ giftCardId }) => giftCardId);
    const answer = await shopifyRequestNodes(shop, GiftCardsByIdDocument, { ids });
    if (!answer.ok) {
      await refused(shop, answer.error);
      return;
    }
    const nodes = answer.value.data.nodes.flatMap((node) =>
      node !== null && "balance" in node ? [node] : [],
    );
    const read = await withTransactions(shop, nodes);
    await db.$transaction(async (tx) => {
      await storeCards(tx, shop, read);
      // One that was used again meanwhile stays.
      await tx.$executeRaw`
        UPDATE "GiftCard" c SET "staleAt" = NULL
        FROM jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) AS r("giftCardId" text, "staleAt" timestamptz)
        WHERE c.shop = ${shop} AND c."giftCardId" = r."giftCardId" AND c."staleAt" = r."staleAt"`;
    }, TRANSACTION);
  }
}
