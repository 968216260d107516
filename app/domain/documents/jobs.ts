import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Many orders at once. */
export const CREATE_DOCUMENTS = defineJob({
  name: "createDocuments",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: z.array(z.string().min(1)),
    by: z.string(),
  }),
});
