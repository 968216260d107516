import type { OrderId } from "#app/lib/ids.ts";
import type { OrderClosingQuery } from "#app/shopify/generated/admin.ts";
import { OrderClosingDocument } from "#app/shopify/generated/admin.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";

export const orderGone = (): never =>
  failShopifyCall({ kind: "notFound", message: "Shopify has no order with this id any more." });

/** How the order stands at Shopify right now. */
export async function readOrderStatus({
  shop,
  payload: { orderId },
  traceId,
}: TaskContext<{ orderId: OrderId }>): Promise<NonNullable<OrderClosingQuery["order"]>> {
  const answer = await shopifyRequest(
    shop,
    OrderClosingDocument,
    { id: orderId },
    { orderId, traceId },
  );
  if (!answer.ok) return failShopifyCall(answer.error);
  return answer.value.order ?? orderGone();
}
