import type { CardId, ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { DocumentLine } from "./shipment-lines.ts";
import { gidOf } from "#app/shopify/gid.ts";

/** One of our documents, as a posted shipment needs it. */
export interface OwningDocument {
  id: string;
  orderId: OrderId;
  /** Null: the order is not here (F-3). */
  orderName: string | null;
  cardId: CardId;
  externalKey: string;
  erpId: string | null;
  state: string;
  lines: DocumentLine[];
}

/** Documents of ours by external key or ERP id, in one statement. */
export async function owningDocuments(
  tx: Tx,
  shop: string,
  {
    connectionId,
    keys,
    erpIds,
  }: { connectionId: ConnectionId; keys: readonly string[]; erpIds: readonly string[] },
): Promise<(key: string | undefined, erpId: string | undefined) => OwningDocument | undefined> {
  const rows = await tx.$queryRaw<OwningDocument[]>`
    SELECT d.id, d."orderId", o.name AS "orderName", d."cardId", d."externalKey", d."erpId", d.state, COALESCE(NULLIF(d.plan -> 'document' -> 'lines', 'null'::jsonb), '[]'::jsonb) AS lines
    FROM "SalesDocument" d LEFT JOIN "Order" o ON o.shop = d.shop AND o."orderId" = d."orderId"
    WHERE d.shop = ${shop} AND d."connectionId" = ${connectionId}::uuid
      AND (d."externalKey" = ANY(${[...keys]}) ${erpIds.length > 0 ? Prisma.sql`OR d."erpId" = ANY(${[...erpIds]})` : Prisma.empty})`;
  const byKey = new Map(rows.map((row) => [row.externalKey, row]));
  const byErpId = new Map(
    rows.flatMap((row) => (row.erpId === null ? [] : [[row.erpId, row] as const])),
  );
  return (key, erpId) =>
    (key === undefined ? undefined : byKey.get(key)) ??
    (erpId === undefined ? undefined : byErpId.get(erpId));
}

/** The order that an external key of ours names: "SHOPIFY-SO-450789469-2" → its gid; undefined: not a key of ours. */
export function orderOfKey(key: string | undefined): OrderId | undefined {
  const number = /^SHOPIFY-SO-(\d{1,20})(-\d+)?$/.exec(key ?? "")?.[1];
  return number === undefined ? undefined : gidOf("Order", number);
}
