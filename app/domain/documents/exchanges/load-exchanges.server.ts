import { CREDIT_KINDS } from "#app/erp/port/documents.ts";
import type { LineId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { compareGids } from "#app/shopify/gid.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import type { Beside } from "../store/store-beside.server.ts";
import { stamp } from "../store/store-beside.server.ts";
import { isExchange } from "../store/subject.ts";
import { isExchangeLine } from "./exchange-line.ts";
import { exchangeOrder, exchangesOf } from "../plan/exchange-order.ts";
import type { Exchange } from "../plan/exchange-order.ts";
import { loadOrders } from "../plan/load-orders.server.ts";
import type { LoadedOrder } from "../plan/load-orders.server.ts";
import { storedPlan } from "../plan/stored-plan.ts";

/** Goods of an exchange that have no sales document yet, as an order of their own. */
export interface LoadedExchange extends Beside {
  returnId: string;
  why: Explanation;
}

/** An order's exchanges, what they have in the ERP, and what of them has no document yet. */
export interface OrderExchanges {
  order: LoadedOrder;
  exchanges: Exchange[];
  /** Oldest first. */
  documents: SalesDocument[];
  /** Null: the order has no document itself, so nothing can follow it. */
  first: SalesDocument | null;
  open: LoadedExchange[];
}

/** Those of exchanges, and the credit memos on which what goes out may stand. */
export const exchangeDocumentsOf = (shop: string, orderIds: readonly OrderId[]) => ({
  where: {
    shop,
    orderId: { in: [...orderIds] },
    OR: [
      { subject: { startsWith: "gid://shopify/LineItem/" } },
      { kind: { in: [...CREDIT_KINDS] } },
    ],
  },
});

/** Condition on an order `o`: its returns send something out. */
export const sendsExchanges = Prisma.sql`o.state @? '$.returns[*].exchanges[*].lineIds[*]'`;

/** Orders of this shop whose returns send something out; the others cost one query. */
export async function loadExchanges(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<OrderExchanges[]> {
  const found = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT o."orderId" FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]})
      AND ${sendsExchanges} ORDER BY o."orderId"`;
  if (found.length === 0) return [];
  const ids = found.map(({ orderId }) => orderId);
  const [orders, firsts, documents] = await Promise.all([
    loadOrders(shop, ids),
    db.salesDocument.findMany({ where: { shop, subject: { in: ids }, state: "created" } }),
    db.salesDocument.findMany({
      ...exchangeDocumentsOf(shop, ids),
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  ]);
  return orders.map((order) => {
    const { orderId, generation, documentState } = order.row;
    const first =
      documentState === "created"
        ? (firsts.find((one) => one.subject === orderId && one.generation === generation) ?? null)
        : null;
    const all = documents.filter((one) => one.orderId === orderId);
    // A credit memo counts where it sends something out.
    const own = all.filter((one) => isExchange(one.subject) || linesOf(one).length > 0);
    const exchanges = order.snapshot ? exchangesOf(order.snapshot) : [];
    return {
      order,
      exchanges,
      documents: own,
      first,
      open: openOf(order, exchanges, { own, seen: stamp(all) }, first),
    };
  });
}

/** Order lines that a document sends out in exchange, or is about to: all of a sales document, and those of a credit memo that take off. */
export const linesOf = ({
  id,
  plan,
  subject,
}: Pick<SalesDocument, "id" | "plan" | "subject">): LineId[] =>
  (storedPlan.read(plan, `document ${id}`).document?.lines ?? [])
    .filter((line) => isExchange(subject) || isExchangeLine(line))
    .flatMap(({ shopifyLineId }) => shopifyLineId ?? []);

function openOf(
  order: LoadedOrder,
  exchanges: readonly Exchange[],
  { own: documents, seen }: { own: readonly SalesDocument[]; seen: string },
  first: SalesDocument | null,
): LoadedExchange[] {
  const { snapshot } = order;
  if (!snapshot || !first) return [];
  const covered = new Set(
    documents.filter(({ state }) => state === "created" || state === "planned").flatMap(linesOf),
  );
  // Numbered in the order in which they were asked for: a number once given stays.
  const subjects = [...new Set(documents.map(({ subject }) => subject).filter(isExchange))];
  return exchanges.flatMap(({ returnId, returnName, lineIds }): LoadedExchange[] => {
    const open = lineIds.filter((id) => !covered.has(id)).sort(compareGids);
    const [subject] = open;
    if (subject === undefined) return [];
    if (!subjects.includes(subject)) subjects.push(subject);
    const same = documents.filter((one) => one.subject === subject);
    const latest = Math.max(0, ...same.map(({ generation }) => generation));
    const unlinked = same.some(
      ({ generation, state }) => generation === latest && state === "unlinked",
    );
    return [
      {
        ...order,
        row: { ...order.row, cardId: first.cardId },
        snapshot: exchangeOrder(snapshot, open),
        divided: "whole",
        numberSuffix: `-E${subjects.indexOf(subject) + 1}`,
        returnId,
        subject,
        generation: Math.max(1, unlinked ? latest + 1 : latest),
        asked: same.some(({ state }) => state === "failed"),
        seen,
        why: why({ about: "document", rule: "I-42" }, "exchange.document", {
          name: returnName,
          number: first.number ?? "",
        }),
      },
    ];
  });
}
