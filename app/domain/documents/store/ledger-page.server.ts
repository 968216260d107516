import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { paths } from "#app/lib/paths.ts";

/** The page of a document in this app: the built-in ledger's documents are pages of it, those of other ERPs are not. */
export async function ledgerPage(
  shop: string,
): Promise<(document: { connectionId: ConnectionId; erpId: string | null }) => string | null> {
  const ledgers = new Set(
    (
      await db.erpConnection.findMany({ where: { shop, adapter: "ledger" }, select: { id: true } })
    ).map(({ id }) => id),
  );
  return ({ connectionId, erpId }) =>
    erpId !== null && ledgers.has(connectionId) ? paths.ledgerDocument(erpId) : null;
}
