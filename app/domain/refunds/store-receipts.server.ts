import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { documentStands } from "#app/domain/documents/store/document-state.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { ReceiptEvent } from "#app/erp/port/feeds.ts";

/**
 * A page of the ERP's feed of receipts: return orders of ours stand as the ERP says, and each receipt is told once on the order's timeline.
 * Others are passed over.
 */
export async function storeReceipts(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
  events: readonly ReceiptEvent[],
): Promise<{ newIds: string[]; orderIds: OrderId[]; stored: number }> {
  const latest = [...new Map(events.map((event) => [event.ref.id, event])).values()];
  const ours = await tx.salesDocument.findMany({
    where: {
      shop,
      connectionId,
      kind: "returnOrder",
      state: "created",
      OR: [
        { erpId: { in: latest.map(({ orderRef }) => orderRef.id) } },
        { externalKey: { in: latest.flatMap(({ orderExternalKey }) => orderExternalKey ?? []) } },
      ],
    },
    select: { id: true, erpId: true, externalKey: true, erpStatus: true, orderId: true },
  });
  if (ours.length === 0) return { newIds: [], orderIds: [], stored: 0 };
  const told = await tx.orderEvent.findMany({
    where: {
      shop,
      orderId: { in: ours.map(({ orderId }) => orderId) },
      kind: { in: ["returnReceived", "returnReceiptUndone"] },
    },
    select: { orderId: true, kind: true, data: true },
  });
  const orderIds = new Set<OrderId>();
  for (const { ref, orderRef, orderExternalKey, orderStatus, reversed } of latest) {
    const document = ours.find(
      ({ erpId, externalKey }) => erpId === orderRef.id || externalKey === orderExternalKey,
    );
    if (!document) continue;
    const { id, orderId } = document;
    if (document.erpStatus !== orderStatus) await documentStands(tx, shop, id, orderStatus);
    const kind = reversed ? "returnReceiptUndone" : "returnReceived";
    const number = ref.number ?? ref.id;
    const known = told.some(
      (event) =>
        event.orderId === orderId &&
        event.kind === kind &&
        (event.data as { number?: string } | null)?.number === number,
    );
    if (known) continue;
    orderIds.add(orderId);
    await recordEvents(tx, shop, [{ orderId, kind, actor: "erp", data: { number } }]);
  }
  return { newIds: [], orderIds: [...orderIds], stored: orderIds.size };
}
