import type { OrderFulfillmentOrderFragment, OrderFulfillmentOrderLineFragment, OrderLineFragment, OrderShippingLineFragment, RefundLineFragment } from "#app/shopify/generated/admin.ts";
import {
  MoreFulfillmentLinesDocument, MoreFulfillmentOrderLinesDocument, MoreFulfillmentOrdersDocument, MoreOrderLinesDocument, MoreRefundLinesDocument, MoreShippingLinesDocument,
} from "#app/shopify/generated/admin.ts";
import type { Ask } from "./read-orders.server.ts";
import type { FulfillmentNode, OrderNode, RefundNode } from "./whole-order.ts";

// Further pages of an order's parts: nested connections end silently at their page (facts §2), so each is read to its end. `times` collects the order's
// updatedAt as each page saw it.

interface Page<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: T[];
}

async function toTheEnd<T>(first: Page<T>, what: string, next: (after: string | null) => Promise<Page<T> | null | undefined>): Promise<T[]> {
  const all = [...first.nodes];
  for (let page = first; page.pageInfo.hasNextPage;) {
    const following = await next(page.pageInfo.endCursor);
    if (!following) throw new Error(`${what}: the next page is missing`);
    all.push(...following.nodes);
    page = following;
  }
  return all;
}

export const moreLines = (ask: Ask, head: OrderNode, times: Set<string>): Promise<OrderLineFragment[]> => toTheEnd(head.lineItems, "lineItems", async (after) => {
  const { order } = await ask(MoreOrderLinesDocument, { id: head.id, after });
  if (order) times.add(order.updatedAt);
  return order?.lineItems;
});

export const moreShippingLines = (ask: Ask, head: OrderNode, times: Set<string>): Promise<OrderShippingLineFragment[]> => toTheEnd(head.shippingLines, "shippingLines", async (after) => {
  const { order } = await ask(MoreShippingLinesDocument, { id: head.id, after });
  if (order) times.add(order.updatedAt);
  return order?.shippingLines;
});

export type FulfillmentOrderPart = OrderFulfillmentOrderFragment & { lineItems: Page<OrderFulfillmentOrderLineFragment> };

export const moreFulfillmentOrders = (ask: Ask, head: OrderNode, times: Set<string>): Promise<FulfillmentOrderPart[]> => toTheEnd<FulfillmentOrderPart>(head.fulfillmentOrders, "fulfillmentOrders", async (after) => {
  const { order } = await ask(MoreFulfillmentOrdersDocument, { id: head.id, after });
  if (order) times.add(order.updatedAt);
  return order?.fulfillmentOrders;
});

export const moreFulfillmentOrderLines = (ask: Ask, entry: FulfillmentOrderPart): Promise<OrderFulfillmentOrderLineFragment[]> =>
  toTheEnd(entry.lineItems, "fulfillment order lines", async (after) => (await ask(MoreFulfillmentOrderLinesDocument, { id: entry.id, after })).fulfillmentOrder?.lineItems);

export const moreFulfillmentLines = (ask: Ask, entry: FulfillmentNode): Promise<FulfillmentNode["fulfillmentLineItems"]["nodes"]> =>
  toTheEnd(entry.fulfillmentLineItems, "fulfillment lines", async (after) => (await ask(MoreFulfillmentLinesDocument, { id: entry.id, after })).fulfillment?.fulfillmentLineItems);

export const moreRefundLines = (ask: Ask, entry: RefundNode): Promise<RefundLineFragment[]> =>
  toTheEnd(entry.refundLineItems, "refund lines", async (after) => (await ask(MoreRefundLinesDocument, { id: entry.id, after })).refund?.refundLineItems);
