import { handlersOf } from "#app/db/job.ts";
import * as jobs from "./jobs.ts";
import { setUpShop } from "./shop-facts.server.ts";

export const installationJobs = handlersOf(jobs, {
  READ_SHOP_FACTS: ({ shop }) => setUpShop(shop),
});
