import type { OrderId } from "#app/lib/ids.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { OrdersOfPartsDocument } from "#app/shopify/generated/admin.ts";

const PAGE = 250;

const PART =
  /^gid:\/\/shopify\/(FulfillmentOrder|Refund|Return|ReverseFulfillmentOrder)\/\d{1,20}$/;

/** A part of an order whose webhooks name nothing but itself. */
export const isPartGid = (id: string): boolean => PART.test(id);

/** The order of each part, in one call for up to 250 (Admin API facts). Those that Shopify does not give are left out; throws when it does not answer. */
export async function ordersOfParts(
  shop: string,
  partIds: readonly string[],
): Promise<Map<string, OrderId>> {
  const owners = new Map<string, OrderId>();
  const ids = [...new Set(partIds)];
  for (let start = 0; start < ids.length; start += PAGE) {
    const answer = await shopifyRequestNodes(shop, OrdersOfPartsDocument, {
      ids: ids.slice(start, start + PAGE),
    });
    if (!answer.ok) throw new Error(`orders of their parts: ${answer.error.message}`);
    for (const node of answer.value.data.nodes) {
      if (node && "orderId" in node) owners.set(node.id, node.orderId);
      else if (node && "order" in node) owners.set(node.id, node.order.id);
      else if (node && "returned" in node && node.returned) owners.set(node.id, node.returned.id);
    }
  }
  return owners;
}
