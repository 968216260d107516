import type { ShipmentId } from "#app/lib/ids.ts";
export const CREATE_FULFILLMENT = "createFulfillment";
export const UPDATE_TRACKING = "updateTracking";
export const FULFILL_NOT_SHIPPED = "fulfillNotShipped";

/** Key of one call for a shipment: part 1, 2 … */
export const partKey = (shipmentId: ShipmentId, part: number): string => `${shipmentId}:${part}`;

/** The shipment a call's key names. */
export const shipmentOfKey = (key: string): string => key.slice(0, key.lastIndexOf(":"));
