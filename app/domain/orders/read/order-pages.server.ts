import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type {
  OrderFulfillmentOrderFragment,
  OrderFulfillmentOrderLineFragment,
  OrderLineFragment,
  OrderShippingLineFragment,
  RefundLineFragment,
} from "#app/shopify/generated/admin.ts";
import {
  MoreAgreementsDocument,
  MoreFulfillmentLinesDocument,
  MoreFulfillmentOrderLinesDocument,
  MoreFulfillmentOrdersDocument,
  MoreOrderLinesDocument,
  MoreRefundLinesDocument,
  MoreReturnsDocument,
  MoreShippingLinesDocument,
} from "#app/shopify/generated/admin.ts";
import type {
  AgreementNode,
  FulfillmentNode,
  OrderNode,
  RefundNode,
  ReturnNode,
} from "./whole-order.ts";

// Further pages of an order's parts: nested connections end silently at their page, so each is read to its end. `times` collects the order's
// updatedAt as each page saw it.

/** Asks Shopify; throws what the whole order fails with. */
export type Ask = <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

interface Page<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: T[];
}

async function toTheEnd<T>(
  first: Page<T>,
  what: string,
  next: (after: string | null) => Promise<Page<T> | null | undefined>,
): Promise<T[]> {
  const all = [...first.nodes];
  for (let page = first; page.pageInfo.hasNextPage;) {
    const following = await next(page.pageInfo.endCursor);
    if (!following) throw new Error(`${what}: the next page is missing`);
    all.push(...following.nodes);
    page = following;
  }
  return all;
}

export const moreLines = (
  ask: Ask,
  head: OrderNode,
  times: Set<string>,
): Promise<OrderLineFragment[]> =>
  toTheEnd(head.lineItems, "lineItems", async (after) => {
    const { order } = await ask(MoreOrderLinesDocument, { id: head.id, after });
    if (order) times.add(order.updatedAt);
    return order?.lineItems;
  });

export const moreShippingLines = (
  ask: Ask,
  head: OrderNode,
  times: Set<string>,
): Promise<OrderShippingLineFragment[]> =>
  toTheEnd(head.shippingLines, "shippingLines", async (after) => {
    const { order } = await ask(MoreShippingLinesDocument, { id: head.id, after });
    if (order) times.add(order.updatedAt);
    return order?.shippingLines;
  });

export type FulfillmentOrderPart = OrderFulfillmentOrderFragment & {
  lineItems: Page<OrderFulfillmentOrderLineFragment>;
};

export const moreFulfillmentOrders = (
  ask: Ask,
  head: OrderNode,
  times: Set<string>,
): Promise<FulfillmentOrderPart[]> =>
  toTheEnd<FulfillmentOrderPart>(head.fulfillmentOrders, "fulfillmentOrders", async (after) => {
    const { order } = await ask(MoreFulfillmentOrdersDocument, { id: head.id, after });
    if (order) times.add(order.updatedAt);
    return order?.fulfillmentOrders;
  });

export const moreFulfillmentOrderLines = (
  ask: Ask,
  entry: FulfillmentOrderPart,
): Promise<OrderFulfillmentOrderLineFragment[]> =>
  toTheEnd(
    entry.lineItems,
    "fulfillment order lines",
    async (after) =>
      (await ask(MoreFulfillmentOrderLinesDocument, { id: entry.id, after })).fulfillmentOrder
        ?.lineItems,
  );

export const moreFulfillmentLines = (
  ask: Ask,
  entry: FulfillmentNode,
): Promise<FulfillmentNode["fulfillmentLineItems"]["nodes"]> =>
  toTheEnd(
    entry.fulfillmentLineItems,
    "fulfillment lines",
    async (after) =>
      (await ask(MoreFulfillmentLinesDocument, { id: entry.id, after })).fulfillment
        ?.fulfillmentLineItems,
  );

export const moreRefundLines = (ask: Ask, entry: RefundNode): Promise<RefundLineFragment[]> =>
  toTheEnd(
    entry.refundLineItems,
    "refund lines",
    async (after) =>
      (await ask(MoreRefundLinesDocument, { id: entry.id, after })).refund?.refundLineItems,
  );

export type ReturnPage = Page<ReturnNode>;
export type AgreementPage = Page<AgreementNode>;

export const moreReturns = async (
  ask: Ask,
  head: OrderNode,
  first: ReturnPage | undefined,
  times: Set<string>,
): Promise<ReturnNode[]> =>
  first
    ? toTheEnd(first, "returns", async (after) => {
        const { order } = await ask(MoreReturnsDocument, { id: head.id, after });
        if (order) times.add(order.updatedAt);
        return order?.returns;
      })
    : [];

/** An agreement's sales cannot be asked for by themselves: when one has more than its page, all agreements are read anew with longer pages. */
export async function moreAgreements(
  ask: Ask,
  head: OrderNode,
  first: AgreementPage | undefined,
  times: Set<string>,
): Promise<AgreementNode[]> {
  if (!first) return [];
  const next = async (after: string | null): Promise<AgreementPage | undefined> => {
    const { order } = await ask(MoreAgreementsDocument, { id: head.id, after });
    if (order) times.add(order.updatedAt);
    return order?.agreements;
  };
  const cut = (page: AgreementPage): boolean =>
    page.nodes.some(({ sales }) => sales.pageInfo.hasNextPage);
  const start = cut(first) ? await next(null) : first;
  if (!start) throw new Error("agreements: the first page is missing");
  const all = await toTheEnd(start, "agreements", next);
  if (all.some(({ sales }) => sales.pageInfo.hasNextPage))
    throw new Error("agreements: one has more than 250 sales");
  return all;
}
