import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { paths } from "#app/lib/paths.ts";

interface Placed {
  connectionId: ConnectionId;
  erpId: string | null;
  url: string | null;
}

/** Where a document of this shop is looked at: the ERP's own address, or this app's page of the built-in ledger's documents; null: nowhere. */
export async function documentPages(shop: string): Promise<(document: Placed) => string | null> {
  const ledgers = await db.erpConnection.findMany({
    where: { shop, adapter: "ledger" },
    select: { id: true },
  });
  return ({ connectionId, erpId, url }) =>
    url ??
    (erpId !== null && ledgers.some(({ id }) => id === connectionId)
      ? paths.ledgerDocument(erpId)
      : null);
}
