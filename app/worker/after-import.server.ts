import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { afterImport } from "#app/domain/documents/after-import.server.ts";
import { wakeHeld } from "#app/domain/fulfillments/wake-held.server.ts";
import { considerArchiving } from "#app/domain/order-acts/consider-archiving.server.ts";
import { notePayments } from "#app/domain/payments/note-payments.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/converge.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { JobHandler } from "#app/tasks/jobs.server.ts";

type Step = (
  shop: string,
  orderIds: readonly string[],
  newOrderIds: readonly string[],
) => Promise<unknown>;

/** What follows an import of changed orders, in this order. */
const STEPS: Readonly<Record<string, Step>> = {
  documents: afterImport,
  payments: notePayments,
  fulfillments: wakeHeld,
  archive: considerArchiving,
};

const ids = z.array(z.string().min(1));
/** `step`: only this one, which failed before. */
const payloadSchema = z.object({
  shop: z.string().min(1),
  orderIds: ids,
  newOrderIds: ids,
  step: z.string().optional(),
});

export const afterImportJobs: Record<string, JobHandler> = {
  /** A step that fails does not stop the others; it comes back as a job of its own, which the queue tries again. */
  [AFTER_IMPORT]: async (payload) => {
    const { shop, orderIds, newOrderIds, step } = payloadSchema.parse(payload);
    if (step !== undefined) {
      await STEPS[step]?.(shop, orderIds, newOrderIds);
      return;
    }
    for (const [name, run] of Object.entries(STEPS)) {
      try {
        await run(shop, orderIds, newOrderIds);
      } catch (error) {
        logger.error(
          { shop, step: name, orders: orderIds.length, err: error },
          "a step after an import failed and will be tried again",
        );
        await addJob(db, AFTER_IMPORT, { shop, orderIds, newOrderIds, step: name });
      }
    }
  },
};
