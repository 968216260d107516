import type { CardId, ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Direction } from "./states.ts";

/** What the first card that exchanges customers this way says: a customer of the shop is one customer of the ERP, whatever cards there are. */
export interface CustomerCard {
  cardId: CardId;
  connectionId: ConnectionId;
  settings: Settings;
  /** Numbers of default customers, of the card and of its templates: many people's, and nobody's own. */
  defaultCustomers: string[];
  /** By country. */
  templates: Record<string, string>;
}

const WANTED: Record<Direction, (settings: Settings) => boolean> = {
  toErp: ({ customerImport, shopifyUpdatesCustomers }) =>
    customerImport === "allCustomers" || shopifyUpdatesCustomers,
  toShopify: ({ customersToShopify, erpUpdatesCustomers }) =>
    customersToShopify || erpUpdatesCustomers,
};

/** Null: no card with an ERP brings customers this way. */
export async function customerCard(
  shop: string,
  direction: Direction,
): Promise<CustomerCard | null> {
  const cards = await listCards(shop);
  const card = cards.find(
    ({ connectionId, settings }) => connectionId !== null && WANTED[direction](settings),
  );
  if (!card?.connectionId) return null;
  const rows = await db.mapping.findMany({
    where: { shop, cardId: card.id, kind: "customerTemplate" },
    select: { key: true, erp: true },
  });
  const mapped = rows.map(({ key, erp }) => ({
    key,
    value: mappingSchemas.customerTemplate.safeParse(erp).data,
  }));
  const { settings } = card;
  return {
    cardId: card.id,
    connectionId: card.connectionId,
    settings,
    defaultCustomers: [
      settings.defaultCustomer,
      settings.defaultCompany,
      ...mapped.map(({ value }) => value?.defaultCustomer ?? ""),
    ].filter(Boolean),
    templates: Object.fromEntries(
      mapped.flatMap(({ key, value }) => (value?.template ? [[key, value.template]] : [])),
    ),
  };
}
