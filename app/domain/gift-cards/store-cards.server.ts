import type { GiftCardId, OrderId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { GiftCardFactsFragment } from "#app/shopify/generated/admin.ts";
import { dayIn } from "#app/lib/day.ts";
import { now } from "#app/lib/clock.ts";
import * as decimal from "#app/money/decimal.ts";
import { bookOrders } from "./book-orders.server.ts";
import { cardOrders } from "./card-orders.server.ts";
import { cardState } from "./kinds.ts";
import { lastFour } from "./receipt.ts";
import type { CardsRead } from "./read-transactions.server.ts";
import { storeEnded, storeIssued } from "./store-entries.server.ts";
import { storeTold } from "./store-told.server.ts";

/** Cards as Shopify told them, their entries, and those of the orders that sold them or were paid with them. */
export async function storeCards(tx: Tx, shop: string, { nodes, told }: CardsRead): Promise<void> {
  if (nodes.length === 0) return;
  await lockUntilCommit(tx, "giftCards", shop);
  const facts = await tx.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const today = dayIn(facts?.timeZone ?? "UTC", now());
  const rows = nodes.map((node) => rowOf(node, today));
  const changed = await tx.$queryRaw<{ giftCardId: GiftCardId; orderId: OrderId | null }[]>`
    INSERT INTO "GiftCard" AS c (shop, "giftCardId", "lastCharacters", state, source, currency, initial, balance, "issuedAt", "expiresOn", "deactivatedAt", "orderId", "lineId")
    SELECT ${shop}, r."giftCardId", r."lastCharacters", r.state, 'shopify', r.currency, r.initial, r.balance, r."issuedAt", r."expiresOn", r."deactivatedAt", r."orderId", r."lineId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("giftCardId" text, "lastCharacters" text, state text, currency text, initial numeric, balance numeric,
      "issuedAt" timestamptz, "expiresOn" date, "deactivatedAt" timestamptz, "orderId" text, "lineId" text)
    ORDER BY r."giftCardId"
    ON CONFLICT (shop, "giftCardId") DO UPDATE SET "lastCharacters" = CASE WHEN c.erased THEN '' ELSE EXCLUDED."lastCharacters" END,
      state = EXCLUDED.state, source = EXCLUDED.source, currency = EXCLUDED.currency, initial = EXCLUDED.initial, balance = EXCLUDED.balance,
      "issuedAt" = EXCLUDED."issuedAt", "expiresOn" = EXCLUDED."expiresOn", "deactivatedAt" = EXCLUDED."deactivatedAt",
      "orderId" = EXCLUDED."orderId", "lineId" = EXCLUDED."lineId"
    WHERE (c.state, c.source, c.currency, c.initial, c.balance, c."issuedAt", c."expiresOn", c."deactivatedAt", c."orderId", c."lineId")
      IS DISTINCT FROM (EXCLUDED.state, EXCLUDED.source, EXCLUDED.currency, EXCLUDED.initial, EXCLUDED.balance, EXCLUDED."issuedAt", EXCLUDED."expiresOn", EXCLUDED."deactivatedAt", EXCLUDED."orderId", EXCLUDED."lineId")
    RETURNING "giftCardId", "orderId"`;
  const retold = await storeTold(tx, shop, toldOf(nodes, told));
  const giftCardIds = [...new Set([...changed.map(({ giftCardId }) => giftCardId), ...retold])];
  if (giftCardIds.length === 0) return;
  await storeIssued(tx, shop, giftCardIds);
  // What its order booked in the stead of the card goes, and a refund finds its card.
  const sold = changed.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  const paid = await tx.giftCardEntry.findMany({
    where: { shop, giftCardId: { in: giftCardIds }, orderId: { not: null } },
    distinct: ["orderId"],
    select: { orderId: true },
  });
  const orderIds = [...sold, ...paid.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]))];
  await bookOrders(tx, shop, await cardOrders(tx, shop, [...new Set(orderIds)]));
  await storeEnded(tx, shop, giftCardIds);
}

const toldOf = (nodes: CardsRead["nodes"], told: CardsRead["told"]) =>
  nodes.flatMap(({ id, initialValue, balance }) => {
    const transactions = told.get(id);
    if (!transactions) return [];
    const [initial, left] = [initialValue, balance].map(({ amount }) => decimal.normalize(amount));
    return [
      {
        giftCardId: id,
        initial: initial ?? "0",
        balance: { amount: left ?? "0", currency: balance.currencyCode },
        transactions,
      },
    ];
  });

const rowOf = (node: GiftCardFactsFragment, today: string) => ({
  giftCardId: node.id,
  lastCharacters: lastFour(node.lastCharacters),
  state: cardState(
    {
      enabled: node.enabled,
      expiresOn: node.expiresOn,
      balance: decimal.normalize(node.balance.amount),
    },
    today,
  ),
  currency: node.balance.currencyCode,
  initial: decimal.normalize(node.initialValue.amount),
  balance: decimal.normalize(node.balance.amount),
  issuedAt: node.createdAt,
  expiresOn: node.expiresOn,
  deactivatedAt: node.deactivatedAt,
  orderId: node.order?.id ?? null,
  lineId: node.lineItem?.id ?? null,
});
