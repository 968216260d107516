import { db } from "#app/db/client.server.ts";
import { listConnections } from "#app/domain/erp-connections/read-connections.server.ts";
import { shopChanges } from "#app/domain/orders/announce/shop-facts.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";

/** The shop as Shopify describes it, the company as the ERP does, and what documents use; null when the app is not installed. */
export async function companyPage(shop: string) {
  const [row, card, connections] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop } }),
    getCard(shop),
    listConnections(shop),
  ]);
  if (!row) return null;
  const connection = connections.find(({ id }) => id === card?.connectionId);
  const facts = row.facts as {
    taxesIncluded?: boolean;
    presentmentCurrencies?: string[];
    orderPrefix?: string;
  };
  return {
    shop: {
      name: row.name,
      domain: row.domain,
      currency: row.currency,
      timeZone: row.timeZone,
      plan: row.plan,
      taxesIncluded: facts.taxesIncluded ?? null,
      currencies: facts.presentmentCurrencies ?? [],
      prefix: facts.orderPrefix ?? null,
      changes: shopChanges(row.facts),
      scopes: row.scopes.split(",").filter(Boolean),
      installedAt: row.installedAt.toISOString(),
    },
    company: connection?.probe
      ? {
          erp: `${connection.probe.erp} ${connection.probe.version}`,
          name: connection.probe.company,
          currency: connection.probe.currency,
          timeZone: connection.probe.timeZone,
        }
      : null,
    documentTimeZone:
      card?.settings.timeZone || connection?.probe?.timeZone || row.timeZone || "UTC",
    documentCurrency:
      card?.settings.currencyCode || connection?.probe?.currency || row.currency || "",
  };
}

export type CompanyPage = NonNullable<Awaited<ReturnType<typeof companyPage>>>;
