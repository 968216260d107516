import type { RefundId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { documentPages } from "#app/domain/documents/store/document-pages.server.ts";
import { documentsOf } from "#app/domain/documents/store/document-list.server.ts";
import { getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problemsView } from "#app/domain/problems/problems-view.ts";
import { registeredRefunds } from "#app/domain/payments/registered-refunds.server.ts";
import { previewCreditMemo } from "#app/domain/refunds/preview-credit-memo.server.ts";
import { isCredited } from "#app/domain/refunds/states.ts";
import { betterAct } from "./better-act.server.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";

/** A refund as Shopify tells it, its credit memo as it is or would be made, and what stands in the way; null when the shop has no such refund. */
export async function refundView(scope: Scope, refundId: RefundId) {
  const { shop } = scope;
  const preview = await previewCreditMemo(scope, refundId);
  const found = preview && (await getOrder(shop, preview.orderId));
  if (!preview || !found) return null;
  const [row, documents, page, registered, better] = await Promise.all([
    db.refund.findFirstOrThrow({ where: { shop, refundId } }),
    documentsOf(shop, preview.orderId),
    documentPages(shop),
    registeredRefunds(db, shop, preview.orderId),
    preview.state === "ready" ? betterAct(shop, preview.orderId) : null,
  ]);
  const made = isCredited(preview.state);
  return {
    id: refundId,
    order: { id: preview.orderId, name: preview.orderName },
    adminUrl: adminUrl(shop, `orders/${preview.orderId.replace(/^.*\//, "")}`),
    at: row.refundedAt.toISOString(),
    amount: row.presentmentTotal.toFixed(),
    currency: row.presentmentCurrency,
    state: preview.state,
    returnId: row.returnId,
    documentNumber: row.documentNumber,
    ...shopifyRefund(found.snapshot, refundId, registered),
    plan: preview.plan,
    made,
    better,
    problems: problemsView([...(preview.reason ? [preview.reason] : []), ...preview.problems]),
    documents: documents
      .filter(({ subject }) => subject === refundId)
      .map((document) => ({
        id: document.id,
        kind: document.kind,
        state: document.state,
        erpStatus: document.erpStatus,
        number: document.number,
        url: page(document),
        total: document.total.toFixed(),
        currency: document.currency,
        createdAt: document.createdInErpAt?.toISOString() ?? null,
        releasedAt: document.releasedAt?.toISOString() ?? null,
      })),
  };
}
export type RefundView = NonNullable<Awaited<ReturnType<typeof refundView>>>;

/** What the order's last reading tells of the refund; one that is gone from it has no parts. */
function shopifyRefund(
  { content, state }: OrderSnapshot,
  refundId: RefundId,
  registered: Awaited<ReturnType<typeof registeredRefunds>>,
) {
  const refund = state.refunds.find(({ id }) => id === refundId);
  const lines = new Map(content.lines.map((line) => [line.id, line]));
  const ways = new Map(content.shippingLines.map((line) => [line.id, line.title]));
  // A refund's payments name the gateway by its handle, the order's by its title, too.
  const gateways = new Map(
    state.transactions.map(({ gateway, gatewayTitle }) => [gateway, gatewayTitle ?? gateway]),
  );
  const places = new Map([
    ...content.lineLocations.map(
      ({ locationId, locationName }) => [locationId, locationName] as const,
    ),
    ...state.returns
      .flatMap(({ reverseOrders }) => reverseOrders)
      .flatMap(({ lines: reversed }) => reversed)
      .flatMap(({ dispositions }) => dispositions)
      .map(({ locationId, locationName }) => [locationId, locationName] as const),
  ]);
  return {
    note: refund?.note ?? null,
    returnName: state.returns.find(({ id }) => id === refund?.returnId)?.name ?? null,
    lines: (refund?.lines ?? []).map((line) => {
      const place = line.locationId ?? line.returnLocationId;
      return {
        title: lines.get(line.lineId)?.title ?? null,
        detail: [lines.get(line.lineId)?.variantTitle, lines.get(line.lineId)?.sku],
        quantity: line.quantity,
        restockType: line.restockType,
        location: place === null ? null : (places.get(place) ?? null),
        subtotal: line.subtotal,
        tax: line.tax,
      };
    }),
    shipping: (refund?.shipping ?? []).map((line) => ({
      title: ways.get(line.shippingLineId) ?? null,
      subtotal: line.subtotal,
      tax: line.tax,
    })),
    adjustments: refund?.adjustments ?? [],
    duties: (refund?.duties ?? []).map(({ amount }) => amount),
    transactions: (refund?.transactions ?? []).map((one) => ({
      ...one,
      gateway: gateways.get(one.gateway) ?? one.gateway,
      inErp: registered.get(one.id) ?? null,
    })),
  };
}
