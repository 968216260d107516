import { handlersOf } from "#app/db/job.ts";
import { checkStock } from "./check.server.ts";
import { decideStock } from "./decide.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";
import { pullStock } from "./pull.server.ts";

export const stockJobs = handlersOf(jobs, {
  CHECK_STOCK: ({ shop, after, since }) => checkStock(shop, after, new Date(since)),
  PULL_STOCK: ({ shop }) => pullStock(shop),
  DECIDE_STOCK: ({ shop }) => decideStock(shop),
  STOCK_DUE: () => startDue(),
});
