import { handlersOf } from "#app/db/job.ts";
import { checkItems } from "./check.server.ts";
import { decideItems } from "./decide.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";
import { pullItems } from "./pull.server.ts";

export const itemJobs = handlersOf(jobs, {
  CHECK_ITEMS: ({ shop, after, since }) => checkItems(shop, after, new Date(since)),
  PULL_ITEMS: ({ shop }) => pullItems(shop),
  DECIDE_ITEMS: ({ shop }) => decideItems(shop),
  ITEMS_DUE: () => startDue(),
});
