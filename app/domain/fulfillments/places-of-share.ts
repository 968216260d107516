import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import { isFirst } from "#app/domain/orders/snapshot/order-share.ts";
import type { FulfillmentOrderNow } from "./plan-fulfillment.ts";

/** Where the goods of a document of a divided order ship from. */
export function placeOf({ fulfillmentOrderId, shares }: DocumentShare): {
  id: string | null;
  name: string;
} {
  const own = shares.find((one) => one.fulfillmentOrderId === fulfillmentOrderId);
  return { id: own?.locationId ?? null, name: own?.locationName ?? "" };
}

/**
 * Fulfillment orders that a shipment of the document may fulfill (DOC-7): its own, and what was split off it at the same location; never one of
 * another document, nor one that was moved away. Goods that nobody ships are on the first document.
 */
export function placesOf(
  orders: readonly FulfillmentOrderNow[],
  share: DocumentShare | undefined,
): readonly FulfillmentOrderNow[] {
  if (!share) return orders;
  const place = placeOf(share);
  const others = share.shares
    .map(({ fulfillmentOrderId }) => fulfillmentOrderId)
    .filter((id) => id !== share.fulfillmentOrderId);
  return orders.filter(({ id, method, locationId, locationName }) =>
    method === "NONE"
      ? isFirst(share)
      : !others.includes(id) &&
        (place.id === null ? locationName === place.name : locationId === place.id),
  );
}
