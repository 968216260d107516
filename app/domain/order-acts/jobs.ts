import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { OrderId } from "#app/lib/ids.ts";

const shop = z.string().min(1);

/** Announces and imports orders that an act changed. */
export const READ_ORDERS_AGAIN = defineJob({
  name: "readOrdersAgain",
  payload: z.object({ shop, orderIds: z.array(OrderId).max(250) }),
  key: ({ shop, orderIds }) => `readOrdersAgain:${shop}:${orderIds.join(",")}`,
});

/**
 * For every shop; and for each shop its own.
 * @public reached through the area's list of jobs, by the cron
 */
export const ARCHIVE_PROCESSED = defineJob({
  name: "archiveProcessed",
  payload: z.object({}),
  schedule: { nightlyAt: 4 },
});
export const ARCHIVE_PROCESSED_OF = defineJob({
  name: "archiveProcessedOf",
  payload: z.object({ shop }),
  key: ({ shop }) => `archiveProcessedOf:${shop}`,
});
