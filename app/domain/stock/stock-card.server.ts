import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { StockRules } from "./plan-level.ts";

/** A Shopify location that shows stock of the ERP, with the ERP locations that count there. */
export interface StockLocation {
  id: string;
  name: string;
  codes: string[];
  /** One of them counts at another Shopify location, too. */
  shared: boolean;
}

export interface StockCard {
  settings: Settings;
  rules: StockRules;
  connectionId: ConnectionId;
  locations: StockLocation[];
}

/** What the shop's first card says about stock: one list of stock belongs to a shop, whatever card its orders are of. Null: it has no ERP. */
export async function stockCard(shop: string): Promise<StockCard | null> {
  const card = await getCard(shop);
  if (!card?.connectionId) return null;
  const rows = await db.mapping.findMany({
    where: { shop, cardId: card.id, kind: "location" },
    orderBy: [{ title: "asc" }, { id: "asc" }],
    select: { key: true, title: true, erp: true },
  });
  const { settings } = card;
  return {
    settings,
    rules: {
      quantity: settings.stockQuantity === "onHand" ? "onHand" : "available",
      safety: settings.safetyStock,
      activate: settings.stockItemsAtLocations,
    },
    connectionId: card.connectionId,
    locations: locationsOf(rows),
  };
}

function locationsOf(
  rows: readonly { key: string; title: string; erp: unknown }[],
): StockLocation[] {
  const shown = rows.flatMap(({ key, title, erp }) => {
    const mapped = mappingSchemas.location.safeParse(erp).data;
    const codes = [mapped?.stockFrom, mapped?.stockFrom2, mapped?.stockFrom3];
    const named = [...new Set(codes.filter((code) => code !== undefined))];
    return key.startsWith("gid://") && named.length > 0
      ? [{ id: key, name: title, codes: named }]
      : [];
  });
  return shown.map((location) => ({
    ...location,
    shared: shown.some(
      (other) => other !== location && other.codes.some((code) => location.codes.includes(code)),
    ),
  }));
}
