import type { GiftCardId, OrderId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db, type Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { GiftCardReceiptsDocument } from "#app/shopify/generated/admin.ts";
import { NODES_AT_MOST } from "#app/shopify/nodes-at-most.ts";
import {
  cardOrders,
  giftCardPayments,
  knownCards,
  knownPayments,
  type StoredCardOrder,
} from "./card-orders.server.ts";
import { READ_NEW_GIFT_CARDS } from "./jobs.ts";
import { orderEntries } from "./order-entries.ts";
import { readReceipt, type PaidWith } from "./receipt.ts";
import { storeEnded, storeOrderEntries } from "./store-entries.server.ts";

const TRANSACTION = { timeout: 30_000, maxWait: 30_000 };

/**
 * After an import: books what these orders changed about gift cards. Orders without one cost a share of one statement; receipts are asked for only
 * where a gift card paid and its card is not known yet.
 */
export async function bookGiftCards(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return;
  const orders = await cardOrders(db, shop, orderIds);
  if (orders.length === 0) return;
  const payments = giftCardPayments(orders);
  const known = await knownPayments(db, shop, payments);
  const asked = await askReceipts(
    shop,
    payments.filter((id) => !known.has(id)),
  );
  await db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "giftCards", shop);
    // Read anew: another import may have stored them meanwhile.
    const current = await cardOrders(tx, shop, orderIds);
    await keepPaidWith(tx, shop, current, asked);
    const changed = await bookOrders(tx, shop, current, asked);
    await noteUsed(tx, shop, changed);
    await askForNew(tx, shop);
  }, TRANSACTION);
}

async function askReceipts(shop: string, ids: readonly string[]): Promise<Map<string, PaidWith>> {
  const found = new Map<string, PaidWith>();
  for (let start = 0; start < ids.length; start += NODES_AT_MOST) {
    const page = ids.slice(start, start + NODES_AT_MOST);
    const answer = await shopifyRequestNodes(shop, GiftCardReceiptsDocument, { ids: page });
    if (!answer.ok) throw new Error(`reading receipts of gift cards: ${answer.error.message}`);
    for (const node of answer.value.data.nodes)
      if (node !== null && "receiptJson" in node) found.set(node.id, readReceipt(node.receiptJson));
  }
  return found;
}

/** The entries of these orders as they follow from what is known now. Answers the cards whose entries changed. */
export async function bookOrders(
  tx: Tx,
  shop: string,
  orders: readonly StoredCardOrder[],
  told: ReadonlyMap<string, PaidWith> = new Map(),
): Promise<GiftCardId[]> {
  const paidWith = new Map([...told, ...(await knownPayments(tx, shop, giftCardPayments(orders)))]);
  const known = await knownCards(tx, shop, orders, paidWith);
  const entries = orders.flatMap((order) =>
    orderEntries(order, { ...known, paidWith }).map((entry) => ({
      ...entry,
      orderId: order.orderId,
    })),
  );
  const ids = orders.map(({ orderId }) => orderId);
  const changed = await storeOrderEntries(tx, shop, ids, entries);
  await storeEnded(tx, shop, changed);
  return changed;
}

/** Cards that paid are listed even if nothing else tells about them. */
async function keepPaidWith(
  tx: Tx,
  shop: string,
  orders: readonly StoredCardOrder[],
  told: ReadonlyMap<string, PaidWith>,
): Promise<void> {
  const cards = orders.flatMap(({ state }) =>
    state.transactions.flatMap(({ id, createdAt, amount }) => {
      const { giftCardId = null, lastCharacters = "" } = told.get(id) ?? {};
      return giftCardId === null
        ? []
        : [{ giftCardId, lastCharacters, issuedAt: createdAt, currency: amount.shop.currency }];
    }),
  );
  if (cards.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "GiftCard" AS c (shop, "giftCardId", "lastCharacters", state, source, currency, "issuedAt")
    SELECT DISTINCT ON (r."giftCardId") ${shop}, r."giftCardId", r."lastCharacters", 'unknown', 'order', r.currency, r."issuedAt"
    FROM jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) AS r("giftCardId" text, "lastCharacters" text, currency text, "issuedAt" timestamptz)
    ORDER BY r."giftCardId", r."issuedAt"
    ON CONFLICT (shop, "giftCardId") DO UPDATE SET "lastCharacters" = EXCLUDED."lastCharacters"
    WHERE c."lastCharacters" = '' AND NOT c.erased`;
}

/** Their balances are asked for again. */
async function noteUsed(tx: Tx, shop: string, giftCardIds: GiftCardId[]): Promise<void> {
  if (giftCardIds.length > 0)
    await tx.giftCard.updateMany({
      where: { shop, giftCardId: { in: giftCardIds } },
      data: { staleAt: now() },
    });
}

async function askForNew(tx: Tx, shop: string): Promise<void> {
  const reading = await tx.giftCardReading.findFirst({
    where: { shop, wanted: true, refusedAt: null },
  });
  if (reading) await addJob(tx, READ_NEW_GIFT_CARDS, { shop });
}
