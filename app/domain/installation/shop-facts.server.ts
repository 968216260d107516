import { fillLocations, fillShipmentMethods } from "#app/domain/mapping/fill.server.ts";
import { prepareConnections } from "#app/domain/erp-connections/prepare-connections.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { readShopFacts } from "#app/domain/orders/announce/shop-facts.server.ts";

/** After an installation: the shop's facts (a job that fails is tried again), the ledger's books, and mapping pages filled with what Shopify has (SET-12, SET-13), so that nothing starts empty. */
export async function setUpShop(shop: string): Promise<void> {
  const read = await readShopFacts(shop);
  if (!read.ok) throw new Error(`the shop's facts could not be read: ${read.error.message}`);
  await prepareConnections(shop);
  const card = await getCard(shop);
  if (!card) return;
  for (const fill of [fillLocations, fillShipmentMethods]) {
    const filled = await fill(shop, card.id);
    if (!filled.ok && filled.error.kind === "shopify")
      throw new Error(`mapping values could not be read: ${filled.error.error.message}`);
  }
}
