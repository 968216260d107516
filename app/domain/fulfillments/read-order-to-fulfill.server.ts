import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import {
  MoreFulfilledLinesDocument,
  MoreFulfillmentOrdersToFulfillDocument,
  MoreLinesToFulfillDocument,
  OrdersToFulfillDocument,
} from "#app/shopify/generated/admin.ts";
import type {
  FulfillmentMadeFragment,
  FulfillmentOrderToFulfillFragment,
} from "#app/shopify/generated/admin.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";
import type { OrderNode, OrderToFulfill } from "./order-to-fulfill.ts";
import { fulfillmentOf, fulfillmentOrderOf, isOrderNode, orderOf } from "./order-to-fulfill.ts";

const BATCH = 50;
/** How old a reading may be when it is used: what Shopify refuses because of it is read again. */
const FRESH_MS = 10_000;
/** A list of an order longer than this many pages means that paging went wrong. */
const MAX_PAGES = 100;

interface Ahead {
  at: number;
  order: OrderToFulfill;
}

/** Orders read ahead for the shipments that wait behind the one at work, by shop; each reading is used once. */
const ahead = new Map<string, Map<string, Ahead>>();
/** Lanes this process works for a shop, and when it last did: only their orders are worth reading ahead. */
const lanes = new Map<string, Map<string, number>>();

export interface ReadFor {
  shop: string;
  orderId: OrderId;
  queue: string;
  traceId: string;
}

/** The order as it is now, or was seconds ago when it was read together with others: fifty for the price of one (FUL-5). Null: Shopify does not give it. */
export async function readOrderToFulfill(about: ReadFor): Promise<OrderToFulfill | null> {
  const known = takeAhead(about.shop, about.orderId);
  if (known) return known;
  const at = now().getTime();
  const queues = lanes.get(about.shop) ?? new Map<string, number>();
  lanes.set(about.shop, queues.set(about.queue, at));
  const active = [...queues].filter(([, last]) => at - last < FRESH_MS).map(([queue]) => queue);
  const others = await waitingOrders(about.shop, active, about.orderId);
  const read = await readOrders(about.shop, [about.orderId, ...others], about);
  const store = ahead.get(about.shop) ?? new Map<string, Ahead>();
  ahead.set(about.shop, store);
  for (const [id, entry] of store) if (at - entry.at >= FRESH_MS) store.delete(id);
  for (const [id, order] of read) if (id !== about.orderId) store.set(id, { at, order });
  return read.get(about.orderId) ?? null;
}

/** The order as it is now, past what was read ahead: after a lost answer, or when Shopify says that it changed. */
export async function readOrderAnew(about: ReadFor): Promise<OrderToFulfill | null> {
  forgetOrder(about.shop, about.orderId);
  return (await readOrders(about.shop, [about.orderId], about)).get(about.orderId) ?? null;
}

/** A reading from before our own act must not be used after it. */
export function forgetOrder(shop: string, orderId: OrderId): void {
  ahead.get(shop)?.delete(orderId);
}

function takeAhead(shop: string, orderId: OrderId): OrderToFulfill | undefined {
  const store = ahead.get(shop);
  const entry = store?.get(orderId);
  store?.delete(orderId);
  return entry && now().getTime() - entry.at < FRESH_MS ? entry.order : undefined;
}

async function waitingOrders(
  shop: string,
  queues: readonly string[],
  besides: string,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT "orderId" FROM (
      SELECT "orderId", min("createdAt") AS first FROM "Task"
      WHERE shop = ${shop} AND kind = ${CREATE_FULFILLMENT} AND state = 'planned' AND queue = ANY(${[...queues]}) AND "orderId" <> ${besides} AND ("nextAttemptAt" IS NULL OR "nextAttemptAt" <= ${now()})
      GROUP BY "orderId") waiting
    ORDER BY first, "orderId" LIMIT ${BATCH - 1}`;
  const store = ahead.get(shop);
  return rows.map(({ orderId }) => orderId).filter((id) => !store?.has(id));
}

async function readOrders(
  shop: string,
  ids: readonly string[],
  { orderId, traceId }: ReadFor,
): Promise<Map<string, OrderToFulfill>> {
  const answer = await shopifyRequestNodes(
    shop,
    OrdersToFulfillDocument,
    { ids: [...ids] },
    { orderId, traceId },
  );
  if (!answer.ok) failShopifyCall(answer.error);
  const read = new Map<string, OrderToFulfill>();
  for (const [index, node] of answer.value.data.nodes.entries()) {
    const id = ids[index];
    if (id === undefined || node === null || !isOrderNode(node)) continue;
    if (answer.value.nodeErrors.has(index)) {
      if (id === orderId)
        failShopifyCall({ kind: "transient", message: answer.value.nodeErrors.get(index) ?? "" });
      continue;
    }
    // Of an order read ahead, long lists are left for its own turn.
    if (id === orderId) read.set(id, await wholeOrder(shop, node, traceId));
    else if (isWhole(node)) read.set(id, orderOf(node));
  }
  return read;
}

const isWhole = (node: OrderNode): boolean =>
  !node.fulfillmentOrders.pageInfo.hasNextPage &&
  node.fulfillmentOrders.nodes.every(({ lineItems }) => !lineItems.pageInfo.hasNextPage) &&
  node.fulfillments.every(({ fulfillmentLineItems }) => !fulfillmentLineItems.pageInfo.hasNextPage);

async function wholeOrder(shop: string, node: OrderNode, traceId: string): Promise<OrderToFulfill> {
  const options = { orderId: node.id, traceId };
  const orders = await wholeList(node.fulfillmentOrders, async (after) => {
    const answer = await shopifyRequest(
      shop,
      MoreFulfillmentOrdersToFulfillDocument,
      { id: node.id, after },
      options,
    );
    if (!answer.ok) failShopifyCall(answer.error);
    return answer.value.order?.fulfillmentOrders;
  });
  const fulfillmentOrders = await inTurn(orders, async (order: FulfillmentOrderToFulfillFragment) =>
    fulfillmentOrderOf({
      ...order,
      lineItems: {
        ...order.lineItems,
        nodes: await wholeList(order.lineItems, async (after) => {
          const answer = await shopifyRequest(
            shop,
            MoreLinesToFulfillDocument,
            { id: order.id, after },
            options,
          );
          if (!answer.ok) failShopifyCall(answer.error);
          return answer.value.fulfillmentOrder?.lineItems;
        }),
      },
    }),
  );
  const fulfillments = await inTurn(node.fulfillments, async (made: FulfillmentMadeFragment) =>
    fulfillmentOf({
      ...made,
      fulfillmentLineItems: {
        ...made.fulfillmentLineItems,
        nodes: await wholeList(made.fulfillmentLineItems, async (after) => {
          const answer = await shopifyRequest(
            shop,
            MoreFulfilledLinesDocument,
            { id: made.id, after },
            options,
          );
          if (!answer.ok) failShopifyCall(answer.error);
          return answer.value.fulfillment?.fulfillmentLineItems;
        }),
      },
    }),
  );
  return { ...orderOf(node), fulfillmentOrders, fulfillments };
}

interface PageOf<T> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: T[];
}

async function wholeList<T>(
  first: PageOf<T>,
  more: (after: string | null) => Promise<PageOf<T> | undefined>,
): Promise<T[]> {
  const nodes = [...first.nodes];
  let page = first;
  for (let count = 0; page.pageInfo.hasNextPage; count += 1) {
    if (count === MAX_PAGES) throw new Error("a list of the order does not end");
    const next = await more(page.pageInfo.endCursor);
    if (!next)
      failShopifyCall({ kind: "transient", message: "The order changed while it was read." });
    nodes.push(...next.nodes);
    page = next;
  }
  return nodes;
}

async function inTurn<A, B>(list: readonly A[], each: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = [];
  for (const one of list) done.push(await each(one));
  return done;
}
