import { handlersOf } from "#app/db/job.ts";
import * as jobs from "./jobs.ts";
import { readPending } from "./watch-pending.server.ts";

export const refundJobs = handlersOf(jobs, {
  WATCH_PENDING: ({ shop }) => readPending(shop),
});
