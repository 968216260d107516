import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { LongPartsQuery } from "#app/shopify/generated/admin.ts";
import { LongPartsDocument } from "#app/shopify/generated/admin.ts";
import type { OrderNode } from "./whole-order.ts";

/** Lists asked for in one call. Each may hold 250 lines, so an answer stays within some megabytes. */
const AT_ONCE = 20;

type Part = NonNullable<LongPartsQuery["nodes"][number]>;

/**
 * The orders of a batch with longer pages where theirs did not fit (PERF-4): `nodes` costs the same for many, so a batch of long orders takes a few
 * calls and not one or two for each order. What is still longer is left to further pages; so is an order that changed meanwhile,
 * whose next page then says so.
 */
export async function readLongParts(
  shop: string,
  heads: readonly OrderNode[],
): Promise<Result<OrderNode[], ShopifyError>> {
  const ids = heads.flatMap(longParts);
  const parts = new Map<string, Part>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const page = ids.slice(start, start + AT_ONCE);
    const answer = await shopifyRequestNodes(shop, LongPartsDocument, { ids: page });
    if (!answer.ok) return answer;
    answer.value.data.nodes.forEach((node, index) => {
      if (node !== null && !answer.value.nodeErrors.has(index)) parts.set(node.id, node);
    });
  }
  return ok(parts.size === 0 ? [...heads] : heads.map((head) => lengthened(head, parts)));
}

function longParts(head: OrderNode): string[] {
  return [
    ...(head.lineItems.pageInfo.hasNextPage ? [head.id] : []),
    ...head.fulfillmentOrders.nodes
      .filter(({ lineItems }) => lineItems.pageInfo.hasNextPage)
      .map(({ id }) => id),
    ...head.fulfillments
      .filter(({ fulfillmentLineItems }) => fulfillmentLineItems.pageInfo.hasNextPage)
      .map(({ id }) => id),
  ];
}

function lengthened(head: OrderNode, parts: ReadonlyMap<string, Part>): OrderNode {
  if (longParts(head).length === 0) return head;
  const order = parts.get(head.id);
  return {
    ...head,
    ...(order && "updatedAt" in order && order.updatedAt === head.updatedAt
      ? { lineItems: order.lineItems }
      : {}),
    fulfillmentOrders: {
      ...head.fulfillmentOrders,
      nodes: head.fulfillmentOrders.nodes.map((entry) => {
        const part = parts.get(entry.id);
        return part && "lineItems" in part && !("updatedAt" in part)
          ? { ...entry, lineItems: part.lineItems }
          : entry;
      }),
    },
    fulfillments: head.fulfillments.map((entry) => {
      const part = parts.get(entry.id);
      return part && "fulfillmentLineItems" in part
        ? { ...entry, fulfillmentLineItems: part.fulfillmentLineItems }
        : entry;
    }),
  };
}
