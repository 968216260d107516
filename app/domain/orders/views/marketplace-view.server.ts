import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import {
  marketplaceFacts,
  marketplaceForbids,
  marketplaceOf,
} from "#app/domain/marketplace/marketplace.ts";
import type { OrderContent, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import type { Json } from "#app/lib/json.ts";

/** What a marketplace forbids with one of its orders (MKT-3), for banners and buttons. */
export interface MarketplaceView {
  name: string;
  workflow: string;
  forbidden: string[];
  reason: { kind: string; params: Record<string, Json> } | null;
}

/** Null: the order is no marketplace's. `channelCaptures` is the shop card's own list. */
export function marketplaceView(
  order: { content: Pick<OrderContent, "sourceName" | "attribution">; state: OrderState },
  channelCaptures: string,
): MarketplaceView | null {
  const facts = marketplaceFacts(order);
  const marketplace = marketplaceOf(facts, channelCaptures);
  if (!marketplace) return null;
  const forbids = marketplaceForbids(facts, channelCaptures);
  const [reason] = forbids.values();
  return {
    ...marketplace,
    forbidden: [...forbids.keys()],
    reason: reason ? { kind: reason.kind, params: reason.params } : null,
  };
}

/** The same for an order known by its id only. */
export async function marketplaceOfOrder(
  shop: string,
  orderId: OrderId,
): Promise<MarketplaceView | null> {
  const order = await db.order.findUnique({
    where: { shop_orderId: { shop, orderId } },
    select: { cardId: true, sourceName: true, state: true, currentVersionId: true },
  });
  if (!order) return null;
  const [[version], card] = await Promise.all([
    db.$queryRaw<
      { attribution: OrderContent["attribution"] }[]
    >`SELECT content -> 'attribution' AS attribution FROM "OrderVersion" WHERE shop = ${shop} AND id = ${order.currentVersionId}::uuid`,
    getCard(shop, order.cardId ?? undefined),
  ]);
  return marketplaceView(
    {
      content: { sourceName: order.sourceName, attribution: version?.attribution ?? null },
      state: storedState.read(order.state, `order ${orderId}`),
    },
    card?.settings.channelCaptures ?? "",
  );
}
