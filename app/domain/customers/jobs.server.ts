import { handlersOf } from "#app/db/job.ts";
import { decideCustomers } from "./decide.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";
import { pullCustomers } from "./pull.server.ts";

export const customerJobs = handlersOf(jobs, {
  PULL_CUSTOMERS: ({ shop }) => pullCustomers(shop),
  DECIDE_CUSTOMERS: ({ shop }) => decideCustomers(shop),
  CUSTOMERS_DUE: () => startDue(),
});
