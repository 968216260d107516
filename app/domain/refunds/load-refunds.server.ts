import { DocumentId, type LineId, type OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Refund, SalesDocument } from "#app/db/generated/client.ts";
import { asSoldLine, isExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import {
  exchangeDocumentsOf,
  linesOf,
} from "#app/domain/documents/exchanges/load-exchanges.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { loadOrders } from "#app/domain/documents/plan/load-orders.server.ts";
import type { LoadedOrder } from "#app/domain/documents/plan/load-orders.server.ts";
import { stamp } from "#app/domain/documents/store/store-beside.server.ts";
import { madeDocuments } from "#app/domain/documents/store/made-documents.server.ts";
import type { MadeOrderDocument } from "#app/domain/documents/store/made-documents.server.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import { openMemos } from "./by-hand/open-memos.server.ts";
import type { MemoInQuestion } from "./by-hand/question.ts";
import { type TakenBack, withReturnedGoods } from "./plan/returned-goods.ts";
import { unitsTaken } from "./plan/units-taken.ts";
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
  /** Credit memos that people posted in the ERP for the order, of which nobody has said what they are for. */
  inQuestion: readonly MemoInQuestion[];
  /** Totals of the credit memos that were asked for, by refund. */
  totals: ReadonlyMap<string, string>;
  /** The documents of the order's exchanges that this was decided from. */
  seen: string;
  /** Order lines that they send out, or are about to. */
  sentOut: ReadonlySet<LineId>;
}

/** States of a document that sends out what it has. */
const SENDS = new Set(["created", "planned"]);

/** Orders of this shop that were refunded; the others cost one query. */
export async function loadRefunded(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<RefundedOrder[]> {
  const refunded = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT "orderId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}) AND state -> 'refunds' <> '[]'::jsonb ORDER BY "orderId"`;
  if (refunded.length === 0) return [];
  const ids = refunded.map(({ orderId }) => orderId);
  const [orders, cards, documents, rows, exchanged, byHand] = await Promise.all([
    loadOrders(shop, ids),
    listCards(shop),
    madeDocuments(shop, ids),
    db.refund.findMany({ where: { shop, orderId: { in: ids } } }),
    db.salesDocument.findMany(exchangeDocumentsOf(shop, ids)),
    openMemos(db, shop, ids),
  ]);
  const documentIds = new Set(rows.flatMap(({ documentId }) => documentId ?? []));
  const memos = exchanged.filter(({ id }) => documentIds.has(DocumentId.parse(id)));
  const totals = new Map(memos.map(({ subject, total }) => [subject, total.toFixed()]));
  // One that people made took off what Shopify refunded, as far as the order is concerned.
  for (const row of rows.filter(({ postedErpId, documentId }) => postedErpId && !documentId)) {
    const iso = documents.get(row.orderId)?.plan.proof.currency;
    const total = iso === row.presentmentCurrency ? row.presentmentTotal : row.total;
    totals.set(row.refundId, total.toFixed());
  }
  return orders.map((loaded) => {
    const order = withGoods(loaded, memos);
    const { orderId } = order.row;
    const made = withSoldOnMemos(
      documents.get(orderId) ?? null,
      memos.filter((memo) => memo.orderId === orderId && SENDS.has(memo.state)),
    );
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
      inQuestion: byHand.filter((memo) => memo.orderId === orderId),
      totals,
      seen: stamp(exchanged.filter((one) => one.orderId === orderId)),
      sentOut: new Set(
        readEach(
          exchanged.filter(({ state, ...one }) => one.orderId === orderId && SENDS.has(state)),
          linesOf,
        ).flat(),
      ),
    };
  });
}

/** With what came back in place of what refunds of a return do not name. */
function withGoods(order: LoadedOrder, memos: readonly SalesDocument[]): LoadedOrder {
  const { snapshot } = order;
  if (!snapshot) return order;
  const bare = snapshot.state.refunds.filter(
    ({ lines, returnId }) => lines.length === 0 && returnId !== null,
  );
  if (bare.length === 0) return order;
  const own = memos.filter(({ subject }) => bare.some(({ id }) => id === subject));
  const taken: TakenBack = new Map(
    readEach(own, ({ id, subject, plan }) => {
      const { document } = storedPlan.read(plan, `document ${id}`);
      return [subject, unitsTaken(document?.lines ?? [])] as const;
    }),
  );
  const refunds = withReturnedGoods(snapshot, taken);
  return { ...order, snapshot: { ...snapshot, state: { ...snapshot.state, refunds } } };
}

/** An erased order still says what was refunded. */
const refundsOf = ({ row, unreadable }: LoadedOrder): OrderRefund[] =>
  unreadable ? [] : storedState.read(row.state, `order ${row.name}`).refunds;

/** What credit memos of exchanges sent out can come back like anything that was sold; its worth is off their totals already. */
function withSoldOnMemos(
  made: MadeOrderDocument | null,
  memos: readonly SalesDocument[],
): MadeOrderDocument | null {
  if (!made) return null;
  const sold = readEach(memos, ({ id, plan }) => {
    const { document } = storedPlan.read(plan, `document ${id}`);
    const lines = (document?.lines ?? []).filter(isExchangeLine).map(asSoldLine);
    const expected = { net: "0", tax: "0", gross: "0" };
    return document && lines.length > 0 ? [{ ...document, lines, expected }] : [];
  }).flat();
  return sold.length === 0 ? made : { ...made, exchanges: [...made.exchanges, ...sold] };
}
