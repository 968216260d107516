import { documentPages } from "#app/domain/documents/store/document-pages.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { OVER_STATUSES } from "#app/domain/documents/states.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";
import { problemsOf } from "#app/domain/problems/problems.server.ts";
import { storedDetail } from "#app/domain/problems/stored-problem.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import { problemsView, type ProblemView } from "#app/domain/problems/problems-view.ts";

/** How far an order is, in as few facts as a card on Shopify's order page has room for. */
export interface OrderGlance {
  orderId: OrderId;
  timeZone: string;
  /** Null: the app does not have the order. */
  order: { name: string; documentState: string; conflict: boolean } | null;
  /** How an order that is not here waits to be imported; null: it does not. */
  verdict: string | null;
  document: {
    kind: string;
    number: string | null;
    status: string | null;
    page: string | null;
  } | null;
  /** An unlinked document of it still stands in the ERP. */
  earlier: boolean;
  /** The worst comes first. */
  problems: ProblemView[];
}

/** Never null: of an order that the app does not have, it says so. */
export async function orderGlance(shop: string, orderId: OrderId): Promise<OrderGlance> {
  const of = { shop_orderId: { shop, orderId } };
  const [timeZone, order, waiting, documents, stored, page] = await Promise.all([
    timeZoneOf(shop),
    db.order.findUnique({
      where: of,
      select: { name: true, documentState: true, conflict: true, generation: true },
    }),
    db.orderToImport.findUnique({ where: of, select: { verdict: true, reason: true } }),
    // Without their plans, which are long.
    db.salesDocument.findMany({
      where: { shop, subject: orderId },
      omit: { plan: true },
      orderBy: [{ generation: "desc" }],
    }),
    problemsOf(shop, orderId),
    documentPages(shop),
  ]);
  const known = { orderId, timeZone };
  if (!order) {
    const why = waiting?.verdict === "error" ? storedProblem(waiting.reason) : null;
    return {
      ...known,
      order: null,
      verdict: waiting?.verdict ?? null,
      document: null,
      earlier: false,
      problems: problemsView(why ? [why] : []),
    };
  }
  const { generation, ...shown } = order;
  const document = documents.find(
    (one) => one.generation === generation && one.state !== "unlinked",
  );
  const problems = problemsView(
    readEach(stored, ({ id, kind, cause, detail }) => {
      const { params, where } = storedDetail.read(detail, `problem ${id}`);
      return { kind, cause, params, where };
    }),
  );
  return {
    ...known,
    order: shown,
    verdict: null,
    document: document
      ? {
          kind: document.kind,
          number: document.number,
          status: document.erpStatus,
          page: page(document),
        }
      : null,
    earlier: documents.some(
      ({ state, erpId, erpStatus }) =>
        state === "unlinked" &&
        erpId !== null &&
        !(OVER_STATUSES as readonly string[]).includes(erpStatus ?? ""),
    ),
    problems,
  };
}

/** The clock of the shop. */
export async function timeZoneOf(shop: string): Promise<string> {
  const facts = await db.shop.findUnique({
    where: { domain: shop },
    select: { timeZone: true },
  });
  return facts?.timeZone ?? "UTC";
}
