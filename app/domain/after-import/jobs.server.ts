import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { handlersOf } from "#app/db/job.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { afterImport } from "#app/domain/documents/after-import.server.ts";
import {
  considerExchanges,
  recheckExchanges,
} from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { considerNotShipped } from "#app/domain/fulfillments/consider-not-shipped.server.ts";
import { recheckOrders } from "#app/domain/documents/recheck-orders.server.ts";
import { noteCancelled } from "#app/domain/fulfillments/note-cancelled.server.ts";
import { wakeHeld } from "#app/domain/fulfillments/wake-held.server.ts";
import { bookGiftCards } from "#app/domain/gift-cards/book-orders.server.ts";
import { considerArchiving } from "#app/domain/order-acts/consider-archiving.server.ts";
import { AFTER_IMPORT, AFTER_IMPORT_STEPS } from "#app/domain/orders/import/jobs.ts";
import { notePayments } from "#app/domain/payments/note-payments.server.ts";
import { RECHECK_ORDERS } from "#app/domain/recheck/jobs.ts";
import { considerRefunds, recheckRefunds } from "#app/domain/refunds/after-import.server.ts";
import { keepReturns } from "#app/domain/returns/keep-returns.server.ts";
import { logger } from "#app/lib/logger.server.ts";

type Step = (
  shop: string,
  orderIds: readonly OrderId[],
  newOrderIds: readonly OrderId[],
) => Promise<unknown>;

const STEPS: Readonly<Record<(typeof AFTER_IMPORT_STEPS)[number], Step>> = {
  documents: afterImport,
  exchanges: considerExchanges,
  refunds: considerRefunds,
  payments: notePayments,
  fulfillments: async (shop, orderIds) => {
    await noteCancelled(shop, orderIds);
    await wakeHeld(shop, orderIds);
    await considerNotShipped(shop, orderIds);
  },
  returns: keepReturns,
  giftCards: bookGiftCards,
  archive: considerArchiving,
};

export const afterImportJobs = handlersOf(
  { AFTER_IMPORT, RECHECK_ORDERS },
  {
    async RECHECK_ORDERS({ shop, scope, by }) {
      await recheckOrders(shop, scope, by);
      if (scope.refusedOrder !== undefined) return;
      await recheckExchanges({ shop, by });
      await recheckRefunds({ shop, by });
    },

    /** A step that fails does not stop the others; it comes back as a job of its own, which the queue tries again. */
    async AFTER_IMPORT({ shop, orderIds, newOrderIds, step }) {
      if (step !== undefined) {
        await STEPS[step](shop, orderIds, newOrderIds);
        return;
      }
      for (const name of AFTER_IMPORT_STEPS) {
        try {
          await STEPS[name](shop, orderIds, newOrderIds);
        } catch (error) {
          logger.error(
            { shop, step: name, orders: orderIds.length, err: error },
            "a step after an import failed and will be tried again",
          );
          await addJob(db, AFTER_IMPORT, { shop, orderIds, newOrderIds, step: name });
        }
      }
    },
  },
);
