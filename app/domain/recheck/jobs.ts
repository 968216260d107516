import { OrderId, VariantId } from "#app/lib/ids.ts";
import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Which waiting orders to look at again: those a mapping row, an item, a customer or a cause keeps from going on. */
const scope = z
  .object({
    mapping: z.object({ kind: z.string(), key: z.string() }),
    variantId: VariantId,
    customerId: z.string(),
    cause: z.string(),
    /** Its document was refused, perhaps for a customer or an item that the ERP no longer has. */
    refusedOrder: OrderId,
    /** A changed setting or connection may free any of them. */
    all: z.boolean(),
  })
  .partial();
export type RecheckScope = z.infer<typeof scope>;

/** Carried out by the area after-import, which knows all that is planned of orders: their documents and the credit memos of their refunds. */
export const RECHECK_ORDERS = defineJob({
  name: "recheckOrders",
  payload: z.object({ shop: z.string().min(1), by: z.string(), scope }),
  queue: ({ shop }) => `recheck/${shop}`,
  key: ({ shop, scope }) => `recheck/${shop}/${JSON.stringify(scope)}`,
});
