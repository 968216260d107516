import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Warns of authorizations that end soon. */
export const WARN_OF_EXPIRY = defineJob({
  name: "warnOfExpiry",
  payload: z.object({}),
  schedule: "everyMinute",
});
