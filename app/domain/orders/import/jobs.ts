import { OrderId } from "#app/lib/ids.ts";
import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const ids = z.array(OrderId);

/** What follows an import of changed orders, in this order. */
export const AFTER_IMPORT_STEPS = [
  "documents",
  "unlinked",
  "exchanges",
  "shares",
  "refunds",
  "payments",
  "cancelled",
  "fulfillments",
  "notShipped",
  "returns",
  "giftCards",
  "archive",
] as const;

/** Carried out by the area after-import, which knows all that follows. `step`: only this one, which failed before. */
export const AFTER_IMPORT = defineJob({
  name: "afterImport",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: ids,
    newOrderIds: ids,
    step: z.enum(AFTER_IMPORT_STEPS).optional(),
  }),
});
