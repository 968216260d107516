import { z } from "zod";
import { LineId } from "#app/lib/ids.ts";

/** What one fulfillment order has of an order, as it was when the order was divided. */
export const orderShareSchema = z.object({
  fulfillmentOrderId: z.string(),
  locationId: z.string().nullable(),
  locationName: z.string(),
  deliveryMethod: z.string().nullable(),
  lines: z.array(z.object({ lineId: LineId, quantity: z.number().int().positive() })),
});
export type OrderShare = z.infer<typeof orderShareSchema>;

/** Which part of a divided order a document has (DOC-7). The first one has besides all that belongs to no fulfillment order. */
export const documentShareSchema = z.object({
  fulfillmentOrderId: z.string(),
  /** Every one of the order: what each document has follows from all of them. */
  shares: z.array(orderShareSchema).min(1),
});
export type DocumentShare = z.infer<typeof documentShareSchema>;

/** It has what belongs to no fulfillment order, and stands for the order. */
export const isFirst = ({ fulfillmentOrderId, shares }: DocumentShare): boolean =>
  shares[0]?.fulfillmentOrderId === fulfillmentOrderId;
