import { z } from "zod";
import { cleanUp } from "./clean-up.server.ts";
import { IMPORT_ORDERS, importWaiting } from "./import/import.server.ts";
import { LIST_ORDERS, runListing } from "./announce/sync-run.server.ts";

const ofShop = z.object({ shop: z.string().min(1) });
const ofRun = ofShop.extend({ runId: z.uuid() });

/** Once a night. */
export const CLEAN_UP = "cleanUpOrders";

/** Jobs of this area: name → handler. Payloads come from the queue and are checked. */
export const orderJobs: Record<string, (payload: unknown) => Promise<void>> = {
  [LIST_ORDERS]: async (payload) => {
    const { shop, runId } = ofRun.parse(payload);
    await runListing(shop, runId);
  },
  [IMPORT_ORDERS]: async (payload) => {
    await importWaiting(ofShop.parse(payload).shop);
  },
  [CLEAN_UP]: async () => {
    await cleanUp();
  },
};
