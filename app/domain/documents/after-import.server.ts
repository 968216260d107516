import type { CardId, OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { CreateResult } from "./store/create-documents.server.ts";
import { lookAtUnlinked } from "./store/look-at-unlinked.server.ts";
import { planAndStore } from "./store/create-documents.server.ts";

/** Who asks, in events and tasks, when nobody clicked. */
const BY_ITSELF = "app";

/**
 * Maps and plans imported orders: problems are raised or cleared, seen values get their mapping rows. New orders whose card makes
 * documents by itself get theirs (I-24: an order that was only updated never does). Processed orders are left alone.
 */
export async function afterImport(
  shop: string,
  orderIds: readonly OrderId[],
  newOrderIds: readonly OrderId[],
): Promise<CreateResult> {
  await lookAtUnlinked(shop, orderIds, randomUUID());
  const fresh = new Set(newOrderIds);
  const automatic = await automaticOrders(shop, newOrderIds);
  return planAndStore(
    shop,
    orderIds,
    BY_ITSELF,
    (orderId) => fresh.has(orderId) && automatic.has(orderId),
  );
}

async function automaticOrders(shop: string, orderIds: readonly OrderId[]): Promise<Set<string>> {
  const cards = await listCards(shop);
  const automatic = new Set(
    cards.filter(({ settings }) => settings.autoCreateOrders).map(({ id }) => id),
  );
  if (automatic.size === 0) return new Set();
  const rows = await db.order.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    select: { orderId: true, cardId: true },
  });
  const isAutomatic = (cardId: CardId | null): boolean => {
    const card = cards.find(({ id }) => id === cardId) ?? cards[0];
    return card !== undefined && automatic.has(card.id);
  };
  return new Set(rows.filter(({ cardId }) => isAutomatic(cardId)).map(({ orderId }) => orderId));
}

/** Plans orders again with the facts of now, without making documents of those nobody asked for (MAP-2). */
export async function findMappingAgain(
  shop: string,
  orderIds: readonly OrderId[],
  by: string,
): Promise<CreateResult> {
  return planAndStore(shop, orderIds, by, () => false);
}
