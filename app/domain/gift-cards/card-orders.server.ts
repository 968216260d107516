import type { OrderId, TransactionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { storedContent, storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { GIFT_CARD_GATEWAY, type CardOrder, type SoldCard } from "./order-entries.ts";
import type { PaidWith } from "./receipt.ts";

export interface StoredCardOrder extends CardOrder {
  orderId: OrderId;
}

const SOLD = JSON.stringify([{ kind: "giftCard" }]);
const PAID = JSON.stringify([{ gateway: GIFT_CARD_GATEWAY }]);

/** Condition on an order `o` with its current version `v`. */
export const hasGiftCards = Prisma.sql`(v.content -> 'lines' @> ${SOLD}::jsonb OR o.state -> 'transactions' @> ${PAID}::jsonb)`;

/** Those of the orders that sold gift cards or were paid with some; one statement for all. */
export async function cardOrders(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<StoredCardOrder[]> {
  const rows = await tx.$queryRaw<{ orderId: OrderId; state: unknown; content: unknown }[]>`
    SELECT o."orderId", o.state, v.content FROM "Order" o
    JOIN "OrderVersion" v ON v.shop = o.shop AND v.id = o."currentVersionId"
    WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[])
      AND ${hasGiftCards}
    ORDER BY o."orderId"`;
  return rows.flatMap(({ orderId, state, content }) => {
    const record = `order ${orderId}`;
    const read = readOrLog(() => ({
      orderId,
      state: storedState.read(state, record),
      content: storedContent.read(content, record),
    }));
    return read ? [read] : [];
  });
}

/** Ids of the payments and refunds of these orders that went by gift card. */
export const giftCardPayments = (orders: readonly CardOrder[]): TransactionId[] =>
  orders.flatMap(({ state }) =>
    state.transactions
      .filter(({ gateway, status }) => gateway === GIFT_CARD_GATEWAY && status === "SUCCESS")
      .map(({ id }) => id),
  );

/** The cards that these payments are known to have been made with. */
export async function knownPayments(
  tx: Tx,
  shop: string,
  transactionIds: readonly TransactionId[],
): Promise<Map<string, PaidWith>> {
  const rows = await tx.giftCardEntry.findMany({
    where: {
      shop,
      key: { in: transactionIds.map((id) => `used:${id}`) },
      giftCardId: { not: null },
    },
    select: { key: true, giftCardId: true },
  });
  return new Map(
    rows.map(({ key, giftCardId }) => [
      key.slice("used:".length),
      { giftCardId, lastCharacters: "" },
    ]),
  );
}

/** Cards that lines of these orders sold, and the currencies of those that paid. */
export async function knownCards(
  tx: Tx,
  shop: string,
  orders: readonly CardOrder[],
  paidWith: ReadonlyMap<string, PaidWith>,
): Promise<{ sold: SoldCard[]; currencies: Map<string, string>; told: Set<string> }> {
  const lineIds = orders.flatMap(({ content }) =>
    content.lines.filter(({ kind }) => kind === "giftCard").map(({ id }) => id),
  );
  const used = [...paidWith.values()].flatMap(({ giftCardId }) =>
    giftCardId === null ? [] : [giftCardId],
  );
  const cards = await tx.giftCard.findMany({
    where: { shop, OR: [{ lineId: { in: lineIds } }, { giftCardId: { in: used } }] },
    orderBy: { giftCardId: "asc" },
  });
  return {
    sold: cards.flatMap(({ giftCardId, lineId, currency, state, issuedAt }) =>
      lineId === null
        ? []
        : [
            {
              giftCardId,
              lineId,
              currency,
              ended: state === "disabled" || state === "expired",
              issuedAt: issuedAt.toISOString(),
            },
          ],
    ),
    told: new Set(
      cards.filter(({ told }) => told === "agrees").map(({ giftCardId }) => giftCardId),
    ),
    currencies: new Map(
      cards
        .filter(({ source }) => source !== "order")
        .map(({ giftCardId, currency }) => [giftCardId, currency]),
    ),
  };
}
