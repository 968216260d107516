import { db } from "#app/db/client.server.ts";

interface NamedOrder {
  id: string;
  name: string;
}

export interface CardOrders {
  /** Null: not sold by an order, or by one that is not imported. */
  sold(orderId: string | null): NamedOrder | null;
  /** The latest orders it paid, and whether there are more. */
  paid(cardId: string): { paidFor: NamedOrder[]; morePaid: boolean };
}

const SHOWN = 3;

/** The imported orders that sold the cards of a page, and those they paid: two statements for the page. */
export async function ordersOfCards(
  shop: string,
  cards: readonly { cardId: string; orderId: string | null }[],
): Promise<CardOrders> {
  const sellers = cards.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  const [orders, paid] = await Promise.all([
    db.order.findMany({
      where: { shop, orderId: { in: sellers } },
      select: { orderId: true, name: true },
    }),
    db.$queryRaw<{ cardId: string; id: string; name: string }[]>`
      SELECT c."cardId", p."orderId" AS id, o.name FROM unnest(${cards.map(({ cardId }) => cardId)}::text[]) c("cardId")
      CROSS JOIN LATERAL (
        SELECT e."orderId", max(e.at) AS at FROM (
          SELECT "orderId", at FROM "GiftCardEntry"
          WHERE shop = ${shop} AND "cardId" = c."cardId" AND kind = 'redeemed' ORDER BY at DESC LIMIT 20) e
        GROUP BY e."orderId" ORDER BY at DESC LIMIT ${SHOWN + 1}) p
      JOIN "Order" o ON o.shop = ${shop} AND o."orderId" = p."orderId"
      ORDER BY c."cardId", p.at DESC`,
  ]);
  const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
  return {
    sold(orderId) {
      const name = orderId === null ? undefined : names.get(orderId);
      return orderId === null || name === undefined ? null : { id: orderId, name };
    },
    paid(cardId) {
      const found = paid.filter((row) => row.cardId === cardId);
      return {
        paidFor: found.slice(0, SHOWN).map(({ id, name }) => ({ id, name })),
        morePaid: found.length > SHOWN,
      };
    },
  };
}
