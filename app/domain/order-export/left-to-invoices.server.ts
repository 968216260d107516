import type { ConnectionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";

/**
 * Asked before posted invoices become orders of their own: which of these sales orders are orders in Shopify, or on their way. The others are left to
 * their invoices, so that nothing is sold twice; whichever comes first counts.
 */
export async function ordersNotInvoices(
  tx: Tx,
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
  erpIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ erpId: string; sent: boolean }[]>`
    SELECT "erpId", state IN ('sending', 'exported') OR "orderId" IS NOT NULL AS sent FROM "ExportedOrder"
    WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND "erpId" = ANY(${[...erpIds]}::text[]) ORDER BY id FOR UPDATE`;
  const left = rows.filter(({ sent }) => !sent).map(({ erpId }) => erpId);
  if (left.length > 0)
    await tx.exportedOrder.updateMany({
      where: {
        shop,
        connectionId,
        erpId: { in: left },
        state: { in: ["waiting", "ready", "failed"] },
      },
      data: { state: "excluded", reason: "invoiced", detail: "", updatedAt: now() },
    });
  return new Set(rows.filter(({ sent }) => sent).map(({ erpId }) => erpId));
}
