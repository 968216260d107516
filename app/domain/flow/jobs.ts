import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);

/** Tells Flow of what happened in a shop since it was last looked at. */
export const FIRE_FLOW = defineJob({
  name: "fireFlow",
  payload: z.object({ shop }),
  queue: ({ shop }) => `fireFlow:${shop}`,
  key: ({ shop }) => `fireFlow:${shop}`,
});

/**
 * Asks for that in each shop with a workflow that uses a trigger.
 * @public reached through the area's list of jobs, by the cron
 */
export const FLOW_DUE = defineJob({
  name: "flowDue",
  payload: z.object({}),
  schedule: "everyMinute",
});

/** Does what a workflow asked for. */
export const DO_FLOW_ACTION = defineJob({
  name: "doFlowAction",
  payload: z.object({ shop, runId: z.string().min(1) }),
  key: ({ shop, runId }) => `doFlowAction:${shop}:${runId}`,
});

/**
 * Forgets actions that Flow asks for no more.
 * @public reached through the area's list of jobs, by the cron
 */
export const FORGET_FLOW_ACTIONS = defineJob({
  name: "forgetFlowActions",
  payload: z.object({}),
  schedule: { nightlyAt: 4 },
});
