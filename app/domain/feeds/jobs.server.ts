import { handlersOf } from "#app/db/job.ts";
import { TURN_MS } from "#app/db/jobs.server.ts";
import * as jobs from "./jobs.ts";
import { readLastDayAgain } from "./night.server.ts";
import { pullFeeds } from "./pull-feeds.server.ts";

export const feedJobs = handlersOf(jobs, {
  PULL_FEEDS: (job) => pullFeeds(job, TURN_MS),
  async READ_LAST_DAY_AGAIN() {
    await readLastDayAgain();
  },
});
