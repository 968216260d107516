import { db } from "#app/db/client.server.ts";
import { prepareConnection } from "#app/erp/registry.server.ts";
import { DISCONNECTED } from "./disconnect.server.ts";
import { testConnection } from "./test-connection.server.ts";

/**
 * Gives the shop's connections what they need before their first document (the built-in ledger gets its books in the shop's own currency) and
 * asks each who it is. Runs once the shop's facts are read, and may run again; false while its currency is not known.
 */
export async function prepareConnections(shop: string): Promise<boolean> {
  const facts = await db.shop.findUnique({
    where: { domain: shop },
    select: { name: true, currency: true, timeZone: true },
  });
  if (!facts?.currency) return false;
  const company = {
    name: facts.name ?? shop,
    currency: facts.currency,
    timeZone: facts.timeZone ?? "UTC",
  };
  for (const row of await db.erpConnection.findMany({ where: { shop } })) {
    if (row.pausedReason === DISCONNECTED) continue;
    // A ledger's first books are many rows, and a busy machine may take long for them.
    await db.$transaction((tx) => prepareConnection(row, company, tx), { timeout: 60_000 });
    await testConnection(shop, row.id);
  }
  return true;
}
