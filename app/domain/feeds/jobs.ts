import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { ConnectionId, RunId } from "#app/lib/ids.ts";

/** One connection's feeds: one of them for a run, all of them when there is news. A connection is pulled by one job at a time. */
export const PULL_FEEDS = defineJob({
  name: "pullFeeds",
  payload: z.object({
    shop: z.string().min(1),
    connectionId: ConnectionId,
    runId: RunId.optional(),
    /** How often in a row the ERP did not answer. */
    tries: z.number().int().min(0).optional(),
  }),
  queue: ({ connectionId }) => `pullFeeds:${connectionId}`,
  key: ({ connectionId, runId }) => `pullFeeds:${connectionId}:${runId ?? "news"}`,
});

export const READ_LAST_DAY_AGAIN = defineJob({
  name: "readLastDayAgain",
  payload: z.object({}),
  schedule: { nightlyAt: 2 },
});

/** What the ERP said of goods and money that are long settled is not kept in its own words. */
export const FORGET_EVENTS = defineJob({
  name: "forgetEvents",
  payload: z.object({}),
  schedule: { nightlyAt: 3 },
});
