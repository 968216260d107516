import { handlersOf } from "#app/db/job.ts";
import { runListing } from "./announce/sync-run.server.ts";
import { cleanUp } from "./clean-up.server.ts";
import { importWaiting } from "./import/import.server.ts";
import * as jobs from "./jobs.ts";

export const orderJobs = handlersOf(jobs, {
  LIST_ORDERS: ({ shop, runId }) => runListing(shop, runId),
  async IMPORT_ORDERS({ shop }) {
    await importWaiting(shop);
  },
  async CLEAN_UP_ORDERS() {
    await cleanUp();
  },
});
