import { db } from "#app/db/client.server.ts";
import { handlersOf } from "#app/db/job.ts";
import { TURN_MS } from "#app/db/jobs.server.ts";
import { runListing } from "./announce/sync-run.server.ts";
import { cleanUp } from "./clean-up.server.ts";
import { markConflicts } from "./conflicts/conflicts.server.ts";
import { importWaiting } from "./import/import.server.ts";
import { lockOrders } from "./lock-orders.server.ts";
import * as jobs from "./jobs.ts";

export const orderJobs = handlersOf(jobs, {
  LIST_ORDERS: ({ shop, runId }) => runListing(shop, runId, TURN_MS),
  async IMPORT_ORDERS({ shop }) {
    await importWaiting(shop, { turnMs: TURN_MS });
  },
  async MARK_CONFLICTS({ shop, orderIds }) {
    await db.$transaction(async (tx) => {
      await lockOrders(tx, shop, orderIds);
      await markConflicts(tx, shop, orderIds);
    });
  },
  async CLEAN_UP_ORDERS() {
    await cleanUp();
  },
});
