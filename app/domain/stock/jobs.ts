import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each decides on what the one before left. */
const queueOf = (shop: string): string => `stock:${shop}`;

/** Goes through all of Shopify's items; `after` is Shopify's cursor where an earlier turn ended, `since` when the check began. */
export const CHECK_STOCK = defineJob({
  name: "checkStock",
  payload: z.object({ shop, after: z.string().nullable(), since: z.iso.datetime() }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `checkStock:${shop}`,
});

/** Reads which stock changed in the ERP. */
export const PULL_STOCK = defineJob({
  name: "pullStock",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `pullStock:${shop}`,
});

/** Decides on what changed, and sends what differs. */
export const DECIDE_STOCK = defineJob({
  name: "decideStock",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `decideStock:${shop}`,
});

/**
 * Asks the ERPs of shops that want it for changed stock, and starts each shop's daily check after its hour.
 * @public reached through the area's list of jobs, by the cron
 */
export const STOCK_DUE = defineJob({
  name: "stockDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
