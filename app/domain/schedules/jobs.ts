import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Starts the syncs that merchants have put on a schedule. */
export const RUN_SCHEDULES = defineJob({
  name: "runSchedules",
  payload: z.object({}),
  schedule: "everyMinute",
});
