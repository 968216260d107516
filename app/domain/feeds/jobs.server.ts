import { handlersOf } from "#app/db/job.ts";
import { TURN_MS } from "#app/db/jobs.server.ts";
import { cleanUpShipmentEvents } from "#app/domain/fulfillments/clean-up.server.ts";
import { cleanUpInvoiceEvents } from "#app/domain/payments/clean-up.server.ts";
import { now } from "#app/lib/clock.ts";
import * as jobs from "./jobs.ts";
import { readLastDayAgain } from "./night.server.ts";
import { pullFeeds } from "./pull-feeds.server.ts";

/** 90 days. */
const KEPT_MS = 90 * 86_400_000;

export const feedJobs = handlersOf(jobs, {
  PULL_FEEDS: (job) => pullFeeds(job, TURN_MS),
  async READ_LAST_DAY_AGAIN() {
    await readLastDayAgain();
  },
  async FORGET_EVENTS() {
    const before = new Date(now().getTime() - KEPT_MS);
    await cleanUpShipmentEvents(before);
    await cleanUpInvoiceEvents(before);
  },
});
