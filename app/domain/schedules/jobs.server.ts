import { handlersOf } from "#app/db/job.ts";
import * as jobs from "./jobs.ts";
import { runDueSchedules } from "./run-due.server.ts";

export const scheduleJobs = handlersOf(jobs, {
  async RUN_SCHEDULES() {
    await runDueSchedules();
  },
});
