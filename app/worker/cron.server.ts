import type { CronItem } from "graphile-worker";
import { declaredJobs } from "#app/db/job.ts";
import { EVERY_MINUTE } from "./catalog.server.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Once a day at this hour, UTC, by one of all processes. A night that passed while no worker ran is made up for once, at the next start.
 */
export const nightly = (task: string, hour: number): CronItem => ({
  task,
  match: `0 ${hour} * * *`,
  options: { backfillPeriod: DAY_MS, jobKey: task },
});

/**
 * What the queue adds by the clock of the machine, each item once for all processes. The key leaves one job where several minutes are
 * caught up on at once, as after a sleep of the machine.
 */
export const cronItems: readonly CronItem[] = [
  { task: EVERY_MINUTE, match: "* * * * *", options: { backfillPeriod: 0, jobKey: EVERY_MINUTE } },
  ...declaredJobs().flatMap(({ name, schedule }) =>
    typeof schedule === "object" ? [nightly(name, schedule.nightlyAt)] : [],
  ),
];
