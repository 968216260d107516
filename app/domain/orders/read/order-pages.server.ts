import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type {
  OrderFulfillmentOrderFragment,
  OrderFulfillmentOrderLineFragment,
  OrderLineFragment,
  OrderShippingLineFragment,
} from "#app/shopify/generated/admin.ts";
import {
  MoreAgreementsDocument,
  MoreFulfillmentLinesDocument,
  MoreFulfillmentOrderLinesDocument,
  MoreFulfillmentOrdersDocument,
  MoreOrderLinesDocument,
  MorePaymentSchedulesDocument,
  MoreShippingLinesDocument,
} from "#app/shopify/generated/admin.ts";
import type { AgreementNode, FulfillmentNode, OrderNode } from "./whole-order.ts";

// Further pages of an order's parts: nested connections end silently at their page, so each is read to its end. `times` collects the order's
// updatedAt as each page saw it.

/** Asks Shopify; throws what the whole order fails with. */
export type Ask = <Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

export interface Page<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: T[];
}

export async function toTheEnd<T>(
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

type Schedule = NonNullable<OrderNode["paymentTerms"]>["paymentSchedules"]["nodes"][number];

/** Payments in instalments: an order may be due on more than two days. */
export const morePaymentSchedules = async (
  ask: Ask,
  head: OrderNode,
  times: Set<string>,
): Promise<Schedule[]> =>
  head.paymentTerms
    ? toTheEnd<Schedule>(head.paymentTerms.paymentSchedules, "paymentSchedules", async (after) => {
        const { order } = await ask(MorePaymentSchedulesDocument, { id: head.id, after });
        if (order) times.add(order.updatedAt);
        return order?.paymentTerms?.paymentSchedules;
      })
    : [];

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

export type AgreementPage = Page<AgreementNode>;

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
