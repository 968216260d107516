import type { ReverseOrderLineFragment } from "#app/shopify/generated/admin.ts";
import {
  MoreExchangeLinesDocument,
  MoreReturnLinesDocument,
  MoreReturnsDocument,
  MoreReverseOrderLinesDocument,
  MoreReverseOrdersDocument,
  ReturnDetailsDocument,
} from "#app/shopify/generated/admin.ts";
import type { Ask } from "./order-pages.server.ts";
import { NODES_AT_MOST } from "#app/shopify/nodes-at-most.ts";
import { toTheEnd } from "./order-pages.server.ts";
import type { OrderNode, ReturnNode, ReverseOrderNode, WholeOrder } from "./whole-order.ts";

type WholeReturn = WholeOrder["returns"][number];

/**
 * All returns of an order: those read with its batch, and of an order with more than two also the rest. A return is undefined where Shopify names
 * it and does not give it.
 */
export async function allReturns(
  ask: Ask,
  head: OrderNode,
  read: ReadonlyMap<string, ReturnNode>,
  times: Set<string>,
): Promise<[string, ReturnNode | undefined][]> {
  const first = head.returns as OrderNode["returns"] | null; // null in an answer with errors
  if (!first) return [];
  const all = await toTheEnd<{ id: string }>(first, "returns", async (after) => {
    const { order } = await ask(MoreReturnsDocument, { id: head.id, after });
    if (order) times.add(order.updatedAt);
    return order?.returns;
  });
  const known = new Map(read);
  const missing = all.map(({ id }) => id).filter((id) => !known.has(id));
  for (let start = 0; start < missing.length; start += NODES_AT_MOST) {
    const ids = missing.slice(start, start + NODES_AT_MOST);
    for (const node of (await ask(ReturnDetailsDocument, { ids })).nodes)
      if (node !== null && "totalQuantity" in node) known.set(node.id, node);
  }
  return all.map(({ id }) => [id, known.get(id)]);
}

/** A return with every page of its parts. */
export async function wholeReturn(ask: Ask, head: ReturnNode): Promise<WholeReturn> {
  const { id } = head;
  const reverse = await toTheEnd<ReverseOrderNode>(
    head.reverseFulfillmentOrders,
    "reverse fulfillment orders",
    async (after) =>
      (await ask(MoreReverseOrdersDocument, { id, after })).return?.reverseFulfillmentOrders,
  );
  return {
    head,
    lines: await toTheEnd<WholeReturn["lines"][number]>(
      head.returnLineItems,
      "return lines",
      async (after) => (await ask(MoreReturnLinesDocument, { id, after })).return?.returnLineItems,
    ),
    exchanges: await toTheEnd<WholeReturn["exchanges"][number]>(
      head.exchangeLineItems,
      "exchange lines",
      async (after) =>
        (await ask(MoreExchangeLinesDocument, { id, after })).return?.exchangeLineItems,
    ),
    reverseOrders: await Promise.all(
      reverse.map(async (order) => ({ head: order, lines: await reverseLines(ask, order) })),
    ),
  };
}

const reverseLines = (ask: Ask, order: ReverseOrderNode): Promise<ReverseOrderLineFragment[]> =>
  toTheEnd(
    order.lineItems,
    "reverse fulfillment order lines",
    async (after) =>
      (await ask(MoreReverseOrderLinesDocument, { id: order.id, after })).reverseFulfillmentOrder
        ?.lineItems,
  );
