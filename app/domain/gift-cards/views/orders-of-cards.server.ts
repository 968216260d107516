import type { GiftCardId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";

interface NamedOrder {
  id: OrderId;
  name: string;
}

export interface CardOrders {
  /** Null: not sold by an order, or by one that is not imported. */
  sold(orderId: OrderId | null): NamedOrder | null;
  /** The latest orders it paid, and whether there are more. */
  paid(giftCardId: string): { paidFor: NamedOrder[]; morePaid: boolean };
}

const SHOWN = 3;

/** The imported orders that sold the cards of a page, and those they paid: two statements for the page. */
export async function ordersOfCards(
  shop: string,
  cards: readonly { giftCardId: string; orderId: OrderId | null }[],
): Promise<CardOrders> {
  const sellers = cards.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  const [orders, paid] = await Promise.all([
    db.order.findMany({
      where: { shop, orderId: { in: sellers } },
      select: { orderId: true, name: true },
    }),
    db.$queryRaw<{ giftCardId: GiftCardId; id: OrderId; name: string }[]>`
      SELECT c."giftCardId", p."orderId" AS id, o.name FROM unnest(${cards.map(({ giftCardId }) => giftCardId)}::text[]) c("giftCardId")
      CROSS JOIN LATERAL (
        SELECT e."orderId", max(e.at) AS at FROM (
          SELECT "orderId", at FROM "GiftCardEntry"
          WHERE shop = ${shop} AND "giftCardId" = c."giftCardId" AND kind = 'redeemed' ORDER BY at DESC LIMIT 20) e
        GROUP BY e."orderId" ORDER BY at DESC LIMIT ${SHOWN + 1}) p
      JOIN "Order" o ON o.shop = ${shop} AND o."orderId" = p."orderId"
      ORDER BY c."giftCardId", p.at DESC`,
  ]);
  const names = new Map(orders.map(({ orderId, name }) => [orderId, name]));
  return {
    sold(orderId) {
      const name = orderId === null ? undefined : names.get(orderId);
      return orderId === null || name === undefined ? null : { id: orderId, name };
    },
    paid(giftCardId) {
      const found = paid.filter((row) => row.giftCardId === giftCardId);
      return {
        paidFor: found.slice(0, SHOWN).map(({ id, name }) => ({ id, name })),
        morePaid: found.length > SHOWN,
      };
    },
  };
}
