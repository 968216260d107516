import type { Tx } from "#app/db/client.server.ts";
import type { OrderSnapshot } from "../snapshot/snapshot.ts";

/**
 * EXP-3: an order that was made of a posted invoice, or of a sales order of the ERP, has its document already. It is marked as processed in the transaction that stores it, so that no sales
 * document can be made of it, whichever comes first: the order by webhook or sync, or Shopify's answer to the export. Known by the key that only the app
 * that made it can have given it.
 */
export async function linkExported(
  tx: Tx,
  shop: string,
  snapshots: readonly OrderSnapshot[],
): Promise<void> {
  const rows = snapshots.flatMap(({ content: { id, exportKey } }) =>
    exportKey === undefined ? [] : [{ id, key: exportKey }],
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Order" o SET "documentState" = 'created', "documentKind" = e.kind, "documentNumber" = e.number
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id text, key text)
    JOIN (SELECT key, number, 'postedInvoice' AS kind FROM "ExportedInvoice" WHERE shop = ${shop}
      UNION ALL SELECT key, number, 'erpOrder' FROM "ExportedOrder" WHERE shop = ${shop}) e ON e.key = r.key
    WHERE o.shop = ${shop} AND o."orderId" = r.id AND o."documentState" IN ('unprocessed', 'failed')`;
}
