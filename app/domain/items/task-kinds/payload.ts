import { z } from "zod";

export const itemTask = z.object({
  syncId: z.uuid(),
  /** Gid of the Shopify variant, or the ERP's id of the item. */
  sourceId: z.string(),
  attempt: z.number().int(),
});
export type ItemTask = z.infer<typeof itemTask>;
