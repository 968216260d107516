import { handlersOf } from "#app/db/job.ts";
import * as jobs from "./jobs.ts";
import { readLastDayAgain } from "./night.server.ts";
import { pullFeeds } from "./pull-feeds.server.ts";

export const feedJobs = handlersOf(jobs, {
  PULL_FEEDS: (job) => pullFeeds(job),
  async READ_LAST_DAY_AGAIN() {
    await readLastDayAgain();
  },
});
