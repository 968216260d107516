import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each decides on what the one before left. */
const queueOf = (shop: string): string => `customers:${shop}`;

/** Reads which customers changed in the ERP. */
export const PULL_CUSTOMERS = defineJob({
  name: "pullCustomers",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `pullCustomers:${shop}`,
});

/** Decides on customers that wait, whichever way they go, and sends those that are ready. */
export const DECIDE_CUSTOMERS = defineJob({
  name: "decideCustomers",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `decideCustomers:${shop}`,
});

/** Finds the shops whose ERP is asked for changed customers. */
export const CUSTOMERS_DUE = defineJob({
  name: "customersDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
