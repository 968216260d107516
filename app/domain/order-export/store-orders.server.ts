import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { exportKey } from "#app/domain/made-orders/export-key.ts";
import type { ChangeEvent } from "#app/erp/port/feeds.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";

interface Whose {
  shop: string;
  connectionId: ConnectionId;
  since: Date;
}

/**
 * Keeps which sales orders changed that are no Shopify order's. Idempotent: an event that changes nothing is passed over. One that is no order yet is
 * decided anew; one that is, is read again.
 */
export async function storeOrders(
  tx: Tx,
  { shop, connectionId, since }: Whose,
  events: readonly ChangeEvent[],
): Promise<void> {
  // The last word on each sales order counts.
  const latest = [...new Map(events.map((event) => [event.ref.id, event])).values()];
  if (latest.length === 0) return;
  const ids = latest.map(({ ref }) => ref.id);
  const [known, own] = await Promise.all([
    tx.exportedOrder.findMany({
      where: { shop, connectionId, erpId: { in: ids } },
      select: { erpId: true },
    }),
    tx.salesDocument.findMany({
      where: { shop, connectionId, erpId: { in: ids } },
      select: { erpId: true },
    }),
  ]);
  const passed = new Set([...known, ...own].map(({ erpId }) => erpId));
  const at = now();
  await tx.exportedOrder.createMany({
    data: latest
      .filter(({ ref, changedAt }) => !passed.has(ref.id) && new Date(changedAt) >= since)
      .map(({ ref, changedAt, dedupeKey }) => ({
        shop,
        id: newId(at),
        connectionId,
        erpId: ref.id,
        number: ref.number ?? "",
        key: exportKey("order", connectionId, ref.id),
        changedAt: new Date(changedAt),
        dedupeKey,
        createdAt: at,
        updatedAt: at,
      })),
    skipDuplicates: true,
  });
  const told = latest.map(({ ref, changedAt, dedupeKey }) => ({
    erpId: ref.id,
    changedAt,
    dedupeKey,
  }));
  await tx.$executeRaw`
    UPDATE "ExportedOrder" e SET "dedupeKey" = t."dedupeKey", "changedAt" = t."changedAt", unread = TRUE, "updatedAt" = ${at},
      state = CASE WHEN e.state IN ('ready', 'excluded', 'cancelled') OR (e.state = 'failed' AND e."orderId" IS NULL) THEN 'waiting' ELSE e.state END
    FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS t("erpId" text, "changedAt" timestamptz, "dedupeKey" text)
    WHERE e.shop = ${shop} AND e."connectionId" = ${connectionId}::uuid AND e."erpId" = t."erpId" AND e."dedupeKey" <> t."dedupeKey"`;
}
