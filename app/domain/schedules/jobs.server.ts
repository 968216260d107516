import type { JobHandler } from "#app/tasks/jobs.server.ts";
import { runDueSchedules } from "./run-due.server.ts";

/** To be called each minute. */
export const RUN_SCHEDULES = "runSchedules";

/** Jobs of the schedules, for the worker's catalog. */
export const scheduleJobs: Record<string, JobHandler> = {
  [RUN_SCHEDULES]: async () => {
    await runDueSchedules();
  },
};
