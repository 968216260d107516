import { handlersOf } from "#app/db/job.ts";
import { doAction } from "./do-action.server.ts";
import { fireDue, fireEvents } from "./fire-events.server.ts";
import { forgetActions } from "./forget.server.ts";
import * as jobs from "./jobs.ts";

export const flowJobs = handlersOf(jobs, {
  FIRE_FLOW: ({ shop }) => fireEvents(shop),
  FLOW_DUE: () => fireDue(),
  DO_FLOW_ACTION: ({ shop, runId }) => doAction(shop, runId),
  FORGET_FLOW_ACTIONS: () => forgetActions(),
});
