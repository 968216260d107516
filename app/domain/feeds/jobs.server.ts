import type { JobHandler } from "#app/tasks/jobs.server.ts";
import { readLastDayAgain } from "./night.server.ts";
import { pullFeeds } from "./pull-feeds.server.ts";
import { PULL_FEEDS, pullJobSchema } from "./request-pull.server.ts";

/** Once a night. */
export const READ_LAST_DAY_AGAIN = "readLastDayAgain";

/** Jobs of reading the ERPs' feeds, for the worker's catalog. */
export const feedJobs: Record<string, JobHandler> = {
  [PULL_FEEDS]: async (payload) => {
    await pullFeeds(pullJobSchema.parse(payload));
  },
  [READ_LAST_DAY_AGAIN]: async () => {
    await readLastDayAgain();
  },
};
