import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Reads the orders again whose refunds wait for the end of a payment. */
export const WATCH_PENDING = defineJob({
  name: "watchPendingRefunds",
  payload: z.object({ shop: z.string().min(1) }),
  key: ({ shop }) => `watchPendingRefunds:${shop}`,
  keepTime: true,
});
