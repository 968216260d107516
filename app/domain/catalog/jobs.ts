import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);

/** Takes the shop's open build as far as it goes. */
export const BUILD_CATALOG = defineJob({
  name: "buildCatalog",
  payload: z.object({ shop }),
  queue: ({ shop }) => `catalog:${shop}`,
  key: ({ shop }) => `buildCatalog:${shop}`,
});

/**
 * Begins the builds that are due, and looks after those whose webhook did not come.
 * @public reached through the area's list of jobs, by the cron
 */
export const CATALOG_DUE = defineJob({
  name: "catalogDue",
  payload: z.object({}),
  schedule: "everyMinute",
});
