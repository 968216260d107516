import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { FulfillmentOrderOwnersDocument } from "#app/shopify/generated/admin.ts";

const PAGE = 250;

/** Webhooks of fulfillment orders name only these: the order of each, in one call for up to 250 (Admin API facts). Those that Shopify does not give are left out; throws when it does not answer. */
export async function ordersOfFulfillmentOrders(
  shop: string,
  fulfillmentOrderIds: readonly string[],
): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  const ids = [...new Set(fulfillmentOrderIds)];
  for (let start = 0; start < ids.length; start += PAGE) {
    const answer = await shopifyRequestNodes(shop, FulfillmentOrderOwnersDocument, {
      ids: ids.slice(start, start + PAGE),
    });
    if (!answer.ok) throw new Error(`orders of fulfillment orders: ${answer.error.message}`);
    for (const node of answer.value.data.nodes)
      if (node && "orderId" in node) owners.set(node.id, node.orderId);
  }
  return owners;
}
