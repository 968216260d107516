import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each decides on what the one before left. */
const queueOf = (shop: string): string => `export:${shop}`;

/** Reads which invoices were posted, paid or cancelled in the ERP. */
export const PULL_INVOICES = defineJob({
  name: "pullInvoices",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `pullInvoices:${shop}`,
});

/** Decides on invoices that wait, sends those that are ready, and follows those that are orders. */
export const DECIDE_INVOICES = defineJob({
  name: "decideInvoices",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `decideInvoices:${shop}`,
});

/**
 * Asks the ERPs of shops that want it for posted invoices.
 * @public reached through the area's list of jobs, by the cron
 */
export const INVOICES_DUE = defineJob({
  name: "invoicesDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
