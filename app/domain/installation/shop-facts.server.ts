import { db } from "#app/db/client.server.ts";
import { fillLocations, fillShipmentMethods } from "#app/domain/mapping/fill.server.ts";
import { prepareConnections } from "#app/domain/erp-connections/connections.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { ShopFactsDocument } from "#app/shopify/generated/admin.ts";

/** Reads what screens and planning need of the shop itself (currency, time zone, scopes). Throws when Shopify does not answer: the job is tried again. */
async function readShopFacts(shop: string): Promise<void> {
  const answer = await shopifyRequest(shop, ShopFactsDocument, {});
  if (!answer.ok) throw new Error(`the shop's facts could not be read: ${answer.error.message}`);
  const { shop: facts, currentAppInstallation } = answer.value;
  await db.shop.updateMany({
    where: { domain: shop },
    data: {
      name: facts.name,
      currency: facts.currencyCode,
      timeZone: facts.ianaTimezone,
      plan: facts.plan.publicDisplayName,
      scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).join(","),
      facts: {
        taxesIncluded: facts.taxesIncluded,
        taxShipping: facts.taxShipping,
        presentmentCurrencies: facts.enabledPresentmentCurrencies,
        orderPrefix: facts.orderNumberFormatPrefix,
        shopifyPlus: facts.plan.shopifyPlus,
      },
    },
  });
}

/** After an installation: the shop's facts, the ledger's books, and mapping pages filled with what Shopify has (SET-12, SET-13), so that nothing starts empty. */
export async function setUpShop(shop: string): Promise<void> {
  await readShopFacts(shop);
  await prepareConnections(shop);
  const card = await getCard(shop);
  if (!card) return;
  for (const fill of [fillLocations, fillShipmentMethods]) {
    const filled = await fill(shop, card.id);
    if (!filled.ok && filled.error.kind === "shopify")
      throw new Error(`mapping values could not be read: ${filled.error.error.message}`);
  }
}
