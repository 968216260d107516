import { countEach } from "#app/db/count-up-to.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { coverageOf } from "#app/domain/order-filter/coverage.ts";
import { typedFilter } from "#app/domain/order-filter/typed-filter.ts";
import { readFilter } from "#app/domain/orders/announce/order-cards.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";

/** The shop's cards in the order in which they are tried, with what each has claimed, and where their filters overlap or leave holes. */
export async function cardsPage(shop: string) {
  const [cards, connections] = await Promise.all([
    listCards(shop),
    db.erpConnection.findMany({ where: { shop }, select: { id: true, title: true } }),
  ]);
  const counts = await countEach(
    Object.fromEntries(
      cards.map(({ id }) => [
        id,
        Prisma.sql`FROM "Order" t WHERE t."shop" = ${shop} AND t."cardId" = ${id}::uuid`,
      ]),
    ),
  );
  const read = cards.map((card) => ({ ...card, filter: readFilter(shop, card.filter) }));
  return {
    coverage: coverageOf(read),
    cards: read.map((card) => ({
      id: card.id,
      code: card.code,
      title: card.title,
      enabled: card.enabled,
      revision: card.revision,
      connection: connections.find(({ id }) => id === card.connectionId)?.title ?? null,
      orders: counts[card.id] ?? 0,
      filter: typedFilter(card.filter),
    })),
  };
}

export type CardsPage = Awaited<ReturnType<typeof cardsPage>>;
