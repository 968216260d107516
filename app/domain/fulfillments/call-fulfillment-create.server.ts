import type { CardId, OrderId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { CreateFulfillmentDocument } from "#app/shopify/generated/admin.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { FulfillmentRequest } from "./plan-fulfillment.ts";
import { forgetOrder } from "./read-order-to-fulfill.server.ts";
import type { TrackingInfo } from "./tracking.ts";

export interface FulfillmentCall {
  shop: string;
  orderId: OrderId;
  cardId: CardId | null;
  traceId: string;
  request: FulfillmentRequest;
  notify: boolean;
  tracking?: TrackingInfo | undefined;
}

/** The one call that fulfills goods in Shopify. */
export async function callFulfillmentCreate({
  shop,
  orderId,
  cardId,
  traceId,
  request,
  notify,
  tracking,
}: FulfillmentCall): Promise<Result<{ id: string; name: string }, ShopifyError>> {
  forgetOrder(shop, orderId);
  const fulfillment = {
    lineItemsByFulfillmentOrder: request.entries.map(({ fulfillmentOrderId, lines }) => ({
      fulfillmentOrderId,
      fulfillmentOrderLineItems: lines.map(({ id, quantity }) => ({ id, quantity })),
    })),
    notifyCustomer: notify,
    ...(tracking ? { trackingInfo: tracking } : {}),
  };
  const answer = await shopifyRequest(
    shop,
    CreateFulfillmentDocument,
    { fulfillment },
    { orderId, traceId, ...(cardId ? { cardId } : {}) },
  );
  if (!answer.ok) return err(answer.error);
  const made = answer.value.fulfillmentCreate?.fulfillment;
  return made
    ? ok({ id: made.id, name: made.name })
    : err({ kind: "ambiguous", message: "Shopify answered without the fulfillment." });
}
