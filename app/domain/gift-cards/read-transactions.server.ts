import type { GiftCardId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import * as decimal from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  GiftCardTransactionsPageDocument,
  GiftCardsWithTransactionsDocument,
  type GiftCardFactsFragment,
  type GiftCardTransactionsFragment,
} from "#app/shopify/generated/admin.ts";
import { BOOK_EARLIER_ORDERS } from "./jobs.ts";
import { forgetTold } from "./store-told.server.ts";
import type { CardTransaction } from "./told-entries.ts";

/** What one call may ask for: each card brings its first transactions. */
const CARDS_AT_ONCE = 25;

export interface CardsRead {
  nodes: GiftCardFactsFragment[];
  /** Of each card all that Shopify keeps; empty where they are not read. */
  told: Map<string, CardTransaction[]>;
}

/** The cards with their own transactions and their facts of the same moment, where the merchant allows that; else as they are. */
export async function withTransactions(
  shop: string,
  nodes: readonly GiftCardFactsFragment[],
): Promise<CardsRead> {
  const without = { nodes: [...nodes], told: new Map<string, CardTransaction[]>() };
  const reading = await db.giftCardReading.findUnique({ where: { shop } });
  if (!reading?.transactionsWanted || reading.transactionsRefusedAt) return without;
  const read: CardsRead = { nodes: [], told: new Map() };
  for (let start = 0; start < nodes.length; start += CARDS_AT_ONCE) {
    const ids = nodes.slice(start, start + CARDS_AT_ONCE).map(({ id }) => id);
    const answer = await shopifyRequest(shop, GiftCardsWithTransactionsDocument, { ids });
    if (!answer.ok) return (await refused(shop, answer.error), without);
    for (const node of answer.value.nodes) {
      if (node === null || !("balance" in node)) continue;
      read.nodes.push(node);
      const all = node.transactions && (await allOf(shop, node.id, node.transactions));
      if (all) read.told.set(node.id, all);
    }
  }
  return read;
}

async function allOf(
  shop: string,
  id: GiftCardId,
  first: GiftCardTransactionsFragment,
): Promise<CardTransaction[]> {
  const all = first.nodes.map(transactionOf);
  for (let page = first; page.pageInfo.hasNextPage;) {
    const after = page.pageInfo.endCursor ?? "";
    const answer = await shopifyRequest(shop, GiftCardTransactionsPageDocument, { id, after });
    if (!answer.ok) throw new Error(`reading transactions of a card: ${answer.error.message}`);
    const next = answer.value.giftCard?.transactions;
    if (!next) break;
    all.push(...next.nodes.map(transactionOf));
    page = next;
  }
  return all;
}

const KINDS: Partial<Record<string, CardTransaction["kind"]>> = {
  GiftCardCreditTransaction: "credit",
  GiftCardDebitTransaction: "debit",
  GiftCardCashOutTransaction: "cashOut",
};

const transactionOf = (node: GiftCardTransactionsFragment["nodes"][number]): CardTransaction => ({
  id: node.id,
  kind: KINDS[node.__typename] ?? null,
  at: node.processedAt,
  amount: {
    amount: decimal.normalize(node.amount.amount),
    currency: node.amount.currencyCode,
  },
});

/** A missing permission is shown on the screen, and what orders say is booked again; anything else is tried again by the queue. */
async function refused(shop: string, error: ShopifyError): Promise<void> {
  if (error.kind !== "permission")
    throw new Error(`reading transactions of gift cards: ${error.message}`);
  await db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "giftCards", shop);
    await tx.giftCardReading.updateMany({
      where: { shop },
      data: { transactionsRefusedAt: now() },
    });
    await forgetTold(tx, shop);
    await addJob(tx, BOOK_EARLIER_ORDERS, { shop, after: "" });
  });
}
