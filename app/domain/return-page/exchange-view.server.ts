import { isCreditKind } from "#app/erp/port/documents.ts";
import { randomUUID } from "node:crypto";
import type { OrderId, ReturnId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { isExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import {
  linesOf,
  loadExchanges,
  type OrderExchanges,
} from "#app/domain/documents/exchanges/load-exchanges.server.ts";
import { planExchanges } from "#app/domain/documents/exchanges/plan-exchanges.server.ts";
import { documentPages } from "#app/domain/documents/store/document-pages.server.ts";
import { problemsView } from "#app/domain/problems/problems-view.ts";
import { storedDetail } from "#app/domain/problems/stored-problem.ts";
import { planRefunds } from "#app/domain/refunds/plan-refunds.server.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";

/**
 * What a return sends out: the sales documents of it, and what has none yet with the document that would be made. `waits`: why goods have no
 * document; null: nothing waits. Null when the return exchanges nothing that is known.
 */
export async function exchangeView(shop: string, orderId: OrderId, returnId: ReturnId) {
  const [order] = await loadExchanges(shop, [orderId]);
  const exchange = order?.exchanges.find((one) => one.returnId === returnId);
  if (!order || !exchange) return null;
  const ids = new Set<string>([...exchange.lineIds, ...exchange.heldLineIds]);
  const documents = order.documents.filter(
    (document) => ids.has(document.subject) || linesOf(document).some((id) => ids.has(id)),
  );
  const open = order.open.filter((one) => one.returnId === returnId);
  const [planned, page, stored] = await Promise.all([
    planExchanges(shop, [{ ...order, open }]),
    documentPages(shop),
    db.problem.findMany({
      where: { shop, orderId, clearedAt: null, detail: { path: ["source"], equals: "exchange" } },
    }),
  ]);
  const [pending] = planned;
  const onMemo =
    pending?.card?.settings.exchangeAs === "creditMemo" && (await belongsOnMemo(order, returnId));
  const told = readEach(stored, ({ id, kind, cause, subject, detail }) => ({
    kind,
    cause,
    subject,
    params: storedDetail.read(detail, `problem ${id}`).params,
  })).filter(({ subject }) => [...ids].some((id) => subject.startsWith(id)));
  return {
    waits: waitsFor({
      documented: order.first !== null,
      held: exchange.heldLineIds.length > 0,
      open: open.length > 0,
      ready: pending !== undefined && pending.plan?.document != null,
      onMemo,
    }),
    making: documents.some(({ state }) => state === "planned"),
    plan: pending?.plan ?? null,
    problems: problemsView([...(pending?.problems ?? []), ...told]),
    documents: documents.map((document) => documentView(document, page(document))),
  };
}

/** Whether the credit memo of the return's refund will send these goods out; one that is not refunded yet may. */
async function belongsOnMemo(
  { order: { row, snapshot } }: OrderExchanges,
  returnId: ReturnId,
): Promise<boolean> {
  if (!snapshot?.state.refunds.some((refund) => refund.returnId === returnId)) return true;
  const planned = await planRefunds(row.shop, [row.orderId], randomUUID());
  return planned.some(
    ({ refund, plan }) =>
      refund.returnId === returnId && plan?.document?.lines.some(isExchangeLine),
  );
}

export type ExchangeWaits = "document" | "goods" | "memo" | "ready" | "problem" | null;

function waitsFor(of: {
  documented: boolean;
  held: boolean;
  open: boolean;
  ready: boolean;
  onMemo: boolean;
}): ExchangeWaits {
  if (!of.documented) return "document";
  if (of.open && of.onMemo) return "memo";
  if (of.open) return of.ready ? "ready" : "problem";
  return of.held ? "goods" : null;
}

const documentView = (document: SalesDocument, url: string | null) => ({
  id: document.id,
  kind: document.kind,
  state: document.state,
  number: document.number,
  url,
  total: document.total.toFixed(),
  currency: document.currency,
  createdAt: document.createdInErpAt?.toISOString() ?? null,
  releasedAt: document.releasedAt?.toISOString() ?? null,
  canUnlink:
    !isCreditKind(document.kind) && document.erpId !== null && document.state !== "unlinked",
});
