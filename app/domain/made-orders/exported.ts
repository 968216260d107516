import { z } from "zod";
import { OrderId } from "#app/lib/ids.ts";
import { decimalSchema } from "#app/money/money-schema.ts";

export const exportTask = z.object({
  exportId: z.uuid(),
  /** The order's source identifier. */
  key: z.string(),
  attempt: z.number().int(),
});
export type ExportTask = z.infer<typeof exportTask>;

/** The order that stands at Shopify. */
export const exported = z.object({
  orderId: OrderId,
  name: z.string(),
  total: decimalSchema,
  currency: z.string(),
  /** What the document comes to. */
  expected: decimalSchema,
  /** What it had to be paid when it was sent. */
  open: decimalSchema,
});
export type Exported = z.infer<typeof exported>;
