import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { stockCard, type StockCard } from "#app/domain/stock/stock-card.server.ts";
import type { ConnectionId } from "#app/lib/ids.ts";
import type { Direction } from "./states.ts";

/** What the first card that creates items this way says: a product of the shop is one item of the ERP, whatever cards there are. */
export interface ItemCard {
  connectionId: ConnectionId;
  settings: Settings;
  currency: string;
  taxesIncluded: boolean;
  /** Where Shopify shows stock of this ERP; null: another ERP's, or nobody's. */
  stock: StockCard | null;
}

const WANTED: Record<Direction, (settings: Settings) => boolean> = {
  toErp: ({ itemsToErp }) => itemsToErp,
  toShopify: ({ productsToShopify }) => productsToShopify,
};

const shopFacts = z.object({ taxesIncluded: z.boolean().default(false) });

/** Null: no card with an ERP creates anything this way. */
export async function itemCard(shop: string, direction: Direction): Promise<ItemCard | null> {
  const cards = await listCards(shop);
  const card = cards.find(
    ({ connectionId, settings }) => connectionId !== null && WANTED[direction](settings),
  );
  if (!card?.connectionId) return null;
  const of = await db.shop.findUnique({
    where: { domain: shop },
    select: { currency: true, facts: true },
  });
  // Not read yet: no price could be told from one in another currency.
  if (!of?.currency) return null;
  const stock = await stockCard(shop);
  return {
    connectionId: card.connectionId,
    settings: card.settings,
    currency: of.currency,
    taxesIncluded: shopFacts.safeParse(of.facts).data?.taxesIncluded ?? false,
    stock: stock?.connectionId === card.connectionId ? stock : null,
  };
}
