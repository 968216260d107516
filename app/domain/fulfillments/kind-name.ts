export const CREATE_FULFILLMENT = "createFulfillment";

/** Key of one call for a shipment: part 1, 2 … */
export const partKey = (shipmentId: string, part: number): string => `${shipmentId}:${part}`;
