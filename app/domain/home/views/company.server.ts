import { db } from "#app/db/client.server.ts";
import { listConnections } from "#app/domain/erp-connections/read-connections.server.ts";
import { shopChanges } from "#app/domain/orders/announce/shop-facts.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";

/** The shop as Shopify describes it, the company as the ERP does, and what the documents of each card use; null when the app is not installed. */
export async function companyPage(shop: string) {
  const [row, cards, connections] = await Promise.all([
    db.shop.findUnique({ where: { domain: shop } }),
    listCards(shop),
    listConnections(shop),
  ]);
  if (!row) return null;
  const used = connections.filter(({ id }) => cards.some((card) => card.connectionId === id));
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
    /** The companies of the ERPs that cards use, in the order they were connected. */
    companies: used.flatMap(({ id, title, probe }) =>
      probe
        ? [
            {
              ...{ id, title },
              erp: `${probe.erp} ${probe.version}`,
              ...{ name: probe.company, currency: probe.currency, timeZone: probe.timeZone },
            },
          ]
        : [],
    ),
    /** What the documents of each card use. */
    documents: cards.map(({ id, title, settings, connectionId }) => {
      const probe = used.find((one) => one.id === connectionId)?.probe;
      return {
        ...{ id, title },
        timeZone: settings.timeZone || probe?.timeZone || row.timeZone || "UTC",
        currency: settings.currencyCode || probe?.currency || row.currency || "",
      };
    }),
  };
}

export type CompanyPage = NonNullable<Awaited<ReturnType<typeof companyPage>>>;
