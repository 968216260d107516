import type { LineId, OrderId, ReturnId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import type { OrderReturn } from "#app/domain/orders/snapshot/snapshot.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";

/** The order that a return of this shop belongs to. */
export const orderOfReturn = async (shop: string, returnId: ReturnId): Promise<OrderId | null> =>
  (await db.return.findFirst({ where: { shop, returnId }, select: { orderId: true } }))?.orderId ??
  null;

interface Goods {
  id: string;
  title: string | null;
  quantity: number;
  /** Null: nothing was done with them yet. */
  type: string | null;
  locationName: string | null;
  at: string | null;
}

const goodsOf = (entry: OrderReturn, titleOf: (lineId: LineId | null) => string | null): Goods[] =>
  entry.reverseOrders
    .flatMap(({ lines }) => lines)
    .flatMap(({ id, lineId, quantity, dispositions }): Goods[] => {
      const title = titleOf(lineId);
      return dispositions.length === 0
        ? [{ id, title, quantity, type: null, locationName: null, at: null }]
        : dispositions.map((done) => ({
            id: done.id,
            title,
            quantity: done.quantity,
            type: done.type,
            locationName: done.locationName,
            at: done.createdAt,
          }));
    });

/** A return with its lines by name, the refunds that paid it back, and what became of the goods; null when the shop has no such return. */
export async function returnView(shop: string, returnId: ReturnId) {
  const row = await db.return.findFirst({ where: { shop, returnId } });
  const found = row && (await getOrder(shop, row.orderId));
  const entry = found?.snapshot.state.returns.find(({ id }) => id === returnId);
  if (!row || !found || !entry) return null;
  const refunds = await db.refund.findMany({
    where: { shop, orderId: row.orderId, returnId },
    orderBy: [{ refundedAt: "asc" }, { refundId: "asc" }],
  });
  const lines = new Map(found.snapshot.content.lines.map((line) => [line.id, line]));
  const titleOf = (lineId: LineId | null): string | null =>
    lineId === null ? null : (lines.get(lineId)?.title ?? null);
  return {
    id: returnId,
    name: entry.name,
    status: entry.status,
    at: entry.createdAt,
    approvedAt: entry.approvedAt,
    closedAt: entry.closedAt,
    declineReason: entry.declineReason,
    quantity: entry.quantity,
    order: { id: row.orderId, name: row.orderName },
    adminUrl: adminUrl(shop, `orders/${row.orderId.replace(/^.*\//, "")}`),
    lines: entry.lines.map((line) => ({ ...line, title: titleOf(line.lineId) })),
    shippingFees: entry.shippingFees,
    exchanges: entry.exchanges.map((exchange) => ({
      ...exchange,
      titles: exchange.lineIds.map(titleOf),
    })),
    goods: goodsOf(entry, titleOf),
    refunds: refunds.map((refund) => ({
      id: refund.refundId,
      at: refund.refundedAt.toISOString(),
      amount: refund.presentmentTotal.toFixed(),
      currency: refund.presentmentCurrency,
      state: refund.state,
      documentNumber: refund.documentNumber,
    })),
  };
}
export type ReturnView = NonNullable<Awaited<ReturnType<typeof returnView>>>;
