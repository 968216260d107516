import type { LineQuantity, ShippedLine } from "./plan-fulfillment.ts";

/** What one call fulfilled: an entry of `PostedShipment.fulfillments`. */
export interface MadeFulfillment {
  fulfillmentId: string;
  name: string;
  lines: LineQuantity[];
  /** Somebody cancelled it in Shopify. */
  cancelled?: true;
  /** Cancelled, and the shipment was let go again: its goods are sent anew. */
  replaced?: true;
}

/** What a problem of a shipment is about. */
export const shipmentSubject = (id: string): string => `shipment:${id}`;

/** "2 × Cup, 1 × Plate": for problems that name goods. */
export function inWords(lines: readonly LineQuantity[], shipped: readonly ShippedLine[]): string {
  return lines
    .map(
      ({ lineId, quantity }) =>
        `${quantity} × ${shipped.find((line) => line.lineId === lineId)?.description ?? lineId}`,
    )
    .join(", ");
}
