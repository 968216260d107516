import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { OrderId, RunId } from "#app/lib/ids.ts";

const shop = z.string().min(1);

/** Lists the orders of a run, page after page. */
export const LIST_ORDERS = defineJob({
  name: "listOrders",
  payload: z.object({ shop, runId: RunId }),
  queue: ({ shop }) => `listOrders:${shop}`,
  key: ({ runId }) => `listOrders:${runId}`,
});

/** The shop's one import job; any number of requests are one job. */
export const IMPORT_ORDERS = defineJob({
  name: "importOrders",
  payload: z.object({ shop }),
  queue: ({ shop }) => `importOrders:${shop}`,
  key: ({ shop }) => `importOrders:${shop}`,
});

/** Compares orders with their documents, when an order changed while its document was being made (I-50). */
export const MARK_CONFLICTS = defineJob({
  name: "markConflicts",
  payload: z.object({ shop, orderIds: z.array(OrderId) }),
});

export const CLEAN_UP_ORDERS = defineJob({
  name: "cleanUpOrders",
  payload: z.object({}),
  schedule: { nightlyAt: 3 },
});
