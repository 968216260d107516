import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { paths } from "#app/lib/paths.ts";

export interface ErpDocumentView {
  kind: string;
  number: string;
  /** Its page in the ERP, or the built-in ledger's; null: the ERP shows none. */
  url: string | null;
}

/** The ERP documents that posted shipments and invoices belong to, by the id of their sales document. */
export async function erpDocuments(
  shop: string,
  salesDocumentIds: readonly (string | null)[],
): Promise<Map<string, ErpDocumentView>> {
  const ids = [...new Set(salesDocumentIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const [documents, ledgers] = await Promise.all([
    db.salesDocument.findMany({
      where: { shop, id: { in: ids } },
      select: { id: true, kind: true, number: true, url: true, erpId: true, connectionId: true },
    }),
    db.erpConnection.findMany({ where: { shop, adapter: "ledger" }, select: { id: true } }),
  ]);
  const inLedger = (connectionId: ConnectionId): boolean =>
    ledgers.some(({ id }) => id === connectionId);
  return new Map(
    documents.map(({ id, kind, number, url, erpId, connectionId }) => [
      id,
      {
        kind,
        number: number ?? "",
        url: url ?? (erpId && inLedger(connectionId) ? paths.ledgerDocument(erpId) : null),
      },
    ]),
  );
}
