import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { handlersOf } from "#app/db/job.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { recheckShares } from "#app/domain/documents/shares/create-shares.server.ts";
import { recheckExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { recheckOrders } from "#app/domain/documents/recheck-orders.server.ts";
import { AFTER_IMPORT, AFTER_IMPORT_STEPS } from "#app/domain/orders/import/jobs.ts";
import { RECHECK_ORDERS } from "#app/domain/recheck/jobs.ts";
import { recheckRefunds } from "#app/domain/refunds/after-import.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { StepName } from "./steps.server.ts";
import { concernedBy, STEPS } from "./steps.server.ts";

interface Imported {
  shop: string;
  orderIds: OrderId[];
  newOrderIds: OrderId[];
}

/** A step that fails does not stop the others; it comes back as a job of its own, which the queue tries again. */
async function runStep(name: StepName, { shop, orderIds, newOrderIds }: Imported): Promise<void> {
  if (orderIds.length === 0) return;
  try {
    await STEPS[name].run(shop, orderIds, newOrderIds);
  } catch (error) {
    logger.error(
      { shop, step: name, orders: orderIds.length, err: error },
      "a step after an import failed and will be tried again",
    );
    await addJob(db, AFTER_IMPORT, { shop, orderIds, newOrderIds, step: name });
  }
}

export const afterImportJobs = handlersOf(
  { AFTER_IMPORT, RECHECK_ORDERS },
  {
    async RECHECK_ORDERS({ shop, scope, by }) {
      await recheckOrders(shop, scope, by);
      if (scope.refusedOrder !== undefined) return;
      await recheckExchanges({ shop, by });
      await recheckShares({ shop, by });
      await recheckRefunds({ shop, by });
    },

    async AFTER_IMPORT({ shop, orderIds, newOrderIds, step }) {
      if (step !== undefined) {
        await STEPS[step].run(shop, orderIds, newOrderIds);
        return;
      }
      const [first, ...others] = AFTER_IMPORT_STEPS;
      await runStep(first, { shop, orderIds, newOrderIds });
      // Asked only now: what the first step did may concern the others.
      const concerned = await concernedBy(others, shop, orderIds);
      for (const [name, found] of concerned)
        await runStep(name, { shop, orderIds: found, newOrderIds });
    },
  },
);
