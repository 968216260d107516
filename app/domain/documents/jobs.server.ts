import { handlersOf } from "#app/db/job.ts";
import { RECHECK_ORDERS } from "#app/domain/recheck/jobs.ts";
import { CREATE_DOCUMENTS } from "./jobs.ts";
import { recheckOrders } from "./recheck-orders.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";

export const documentJobs = handlersOf(
  { RECHECK_ORDERS, CREATE_DOCUMENTS },
  {
    async RECHECK_ORDERS({ shop, scope, by }) {
      await recheckOrders(shop, scope, by);
    },
    async CREATE_DOCUMENTS({ shop, orderIds, by }) {
      await createDocuments(shop, orderIds, by);
    },
  },
);
