import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Refund } from "#app/db/generated/client.ts";
import { loadOrders } from "#app/domain/documents/plan/load-orders.server.ts";
import type { LoadedOrder } from "#app/domain/documents/plan/load-orders.server.ts";
import { madeDocuments } from "#app/domain/documents/store/made-documents.server.ts";
import type { MadeOrderDocument } from "#app/domain/documents/store/made-documents.server.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";

/** An order with its refunds, its document in the ERP, and what is stored of its credit memos. */
export interface RefundedOrder {
  order: LoadedOrder;
  /** The card its document was made by, else its own; an order without one belongs to the shop's first. */
  card: Card | null;
  made: MadeOrderDocument | null;
  /** It has a document, but what is stored of it cannot be read. */
  lost: boolean;
  refunds: OrderRefund[];
  rows: ReadonlyMap<string, Refund>;
  /** Totals of the credit memos that were asked for, by refund. */
  totals: ReadonlyMap<string, string>;
}

/** Orders of this shop that were refunded; the others cost one query. */
export async function loadRefunded(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<RefundedOrder[]> {
  const refunded = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT "orderId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}) AND state -> 'refunds' <> '[]'::jsonb ORDER BY "orderId"`;
  if (refunded.length === 0) return [];
  const ids = refunded.map(({ orderId }) => orderId);
  const [orders, cards, documents, rows] = await Promise.all([
    loadOrders(shop, ids),
    listCards(shop),
    madeDocuments(shop, ids),
    db.refund.findMany({ where: { shop, orderId: { in: ids } } }),
  ]);
  const totals = new Map(
    (
      await db.salesDocument.findMany({
        where: { shop, id: { in: rows.flatMap(({ documentId }) => documentId ?? []) } },
        select: { subject: true, total: true },
      })
    ).map(({ subject, total }) => [subject, total.toFixed()]),
  );
  return orders.map((order) => {
    const { orderId } = order.row;
    const made = documents.get(orderId) ?? null;
    const cardId = made?.row.cardId ?? order.row.cardId;
    return {
      order,
      card: cards.find(({ id }) => id === cardId) ?? cards[0] ?? null,
      made,
      lost: documents.get(orderId) === null,
      refunds: order.snapshot?.state.refunds ?? refundsOf(order),
      rows: new Map(
        rows.filter((row) => row.orderId === orderId).map((row) => [row.refundId, row]),
      ),
      totals,
    };
  });
}

/** An erased order still says what was refunded. */
const refundsOf = ({ row, unreadable }: LoadedOrder): OrderRefund[] =>
  unreadable ? [] : storedState.read(row.state, `order ${row.name}`).refunds;
