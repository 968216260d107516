import { db } from "#app/db/client.server.ts";
import { typedFilter } from "#app/domain/order-filter/typed-filter.ts";
import { readFilter } from "#app/domain/orders/announce/order-cards.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";

/** One card: its name, its ERP and its filter; null when the shop has no such card. */
export async function cardPage(shop: string, id: string) {
  const card = await getCard(shop, id);
  if (!card) return null;
  const connections = await db.erpConnection.findMany({
    where: { shop },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, title: true },
  });
  return {
    id: card.id,
    code: card.code,
    revision: card.revision,
    connections,
    values: {
      title: card.title,
      enabled: card.enabled,
      connectionId: card.connectionId ?? "",
      ...typedFilter(readFilter(shop, card.filter)),
    },
  };
}

export type CardPage = NonNullable<Awaited<ReturnType<typeof cardPage>>>;
