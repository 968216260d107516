import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Deliveries that no job came for are worked after all. */
export const WAKE_STORED_WEBHOOKS = defineJob({
  name: "wakeStoredWebhooks",
  payload: z.object({}),
  schedule: "everyMinute",
});
