import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each decides on what the one before left. */
const queueOf = (shop: string): string => `items:${shop}`;

/** Reads all variants of Shopify from `after` on, in the check that began at `since`. */
export const CHECK_ITEMS = defineJob({
  name: "checkItems",
  payload: z.object({ shop, after: z.string().nullable(), since: z.iso.datetime() }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `checkItems:${shop}`,
});

/** Reads which items changed in the ERP. */
export const PULL_ITEMS = defineJob({
  name: "pullItems",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `pullItems:${shop}`,
});

/** Decides on what waits, whichever way it goes, and creates what people asked for. */
export const DECIDE_ITEMS = defineJob({
  name: "decideItems",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `decideItems:${shop}`,
});

/** Finds the shops whose products and items are compared. */
export const ITEMS_DUE = defineJob({
  name: "itemsDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
