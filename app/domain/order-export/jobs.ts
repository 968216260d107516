import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each decides on what the one before left. */
const queueOf = (shop: string): string => `orderExport:${shop}`;

/** Reads which sales orders were made or changed in the ERP. */
export const PULL_SALES_ORDERS = defineJob({
  name: "pullSalesOrders",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `pullSalesOrders:${shop}`,
});

/** Decides on sales orders that wait, sends those that are ready, and looks after those that are orders. */
export const DECIDE_SALES_ORDERS = defineJob({
  name: "decideSalesOrders",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `decideSalesOrders:${shop}`,
});

/**
 * Asks the ERPs of shops that want it for sales orders.
 * @public reached through the area's list of jobs, by the cron
 */
export const SALES_ORDERS_DUE = defineJob({
  name: "salesOrdersDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
