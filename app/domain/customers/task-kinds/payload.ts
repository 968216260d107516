import { z } from "zod";
import { STEPS } from "../plan/steps.ts";

export const toErpTask = z.object({
  syncId: z.uuid(),
  /** Gid of the Shopify customer. */
  sourceId: z.string(),
  attempt: z.number().int(),
});
export type ToErpTask = z.infer<typeof toErpTask>;

export const toShopifyTask = z.object({
  syncId: z.uuid(),
  /** The ERP's id of the customer. */
  sourceId: z.string(),
  attempt: z.number().int(),
  step: z.enum(STEPS),
});
export type ToShopifyTask = z.infer<typeof toShopifyTask>;
