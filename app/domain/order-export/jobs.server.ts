import { handlersOf } from "#app/db/job.ts";
import { decideSalesOrders } from "./decide.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";
import { pullSalesOrders } from "./pull.server.ts";

export const orderExportJobs = handlersOf(jobs, {
  PULL_SALES_ORDERS: ({ shop }) => pullSalesOrders(shop),
  DECIDE_SALES_ORDERS: ({ shop }) => decideSalesOrders(shop),
  SALES_ORDERS_DUE: () => startDue(),
});
