import type { CardId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { importRules } from "./left-out.ts";
import type { CardForVerdict } from "./verdict.ts";

export interface OrderCard extends CardForVerdict {
  settings: Settings;
}

/** The shop's cards in the merchant's own order, as announcing needs them. */
export async function orderCards(shop: string): Promise<OrderCard[]> {
  const rows = await db.shopCard.findMany({
    where: { shop },
    orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => {
    const settings = readSettings(row.settings, `shop card ${row.code}`);
    return {
      id: row.id,
      title: row.title,
      enabled: row.enabled,
      filter: readFilter(shop, row.filter),
      channelCaptures: settings.channelCaptures,
      rules: importRules(settings),
      holdsMarketplace: settings.heldMarketplaceOrders === "hold",
      settings,
    };
  });
}

/** Those whose orders come in without anybody asking. A shop without a card has none that would. */
export const cardsUnasked = (cards: readonly OrderCard[]): CardId[] =>
  cards.flatMap(({ id, settings }) => (settings.autoSyncOrders ? [id] : []));

/** A stored filter that cannot be read takes nothing away: it is logged and no order is lost. */
export function readFilter(shop: string, stored: unknown): OrderFilter {
  return (
    readOrLog(() => storedOrderFilter.read(stored ?? {}, `a card or schedule of ${shop}`)) ?? {}
  );
}
