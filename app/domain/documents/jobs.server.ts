import { z } from "zod";
import { RECHECK_ORDERS } from "#app/domain/recheck/request-recheck.server.ts";
import type { JobHandler } from "#app/tasks/jobs.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";
import { recheckOrders } from "./recheck-orders.server.ts";

const shop = z.string().min(1);
const ids = z.array(z.string().min(1));
const recheck = z.object({
  shop,
  by: z.string(),
  scope: z
    .object({
      mapping: z.object({ kind: z.string(), key: z.string() }),
      variantId: z.string(),
      customerId: z.string(),
      cause: z.string(),
      all: z.boolean(),
    })
    .partial(),
});
const create = z.object({ shop, orderIds: ids, by: z.string() });

/** Jobs of making documents, for the worker's catalog. */
export const documentJobs: Record<string, JobHandler> = {
  /** After a saved mapping, link or setting: {shop, scope, by}. */
  [RECHECK_ORDERS]: async (payload) => {
    const { shop, scope, by } = recheck.parse(payload);
    const { mapping, variantId, customerId, cause, all } = scope;
    await recheckOrders(
      shop,
      {
        ...(mapping ? { mapping } : {}),
        ...(variantId ? { variantId } : {}),
        ...(customerId ? { customerId } : {}),
        ...(cause ? { cause } : {}),
        ...(all ? { all } : {}),
      },
      by,
    );
  },
  /** Many orders at once, from a list's bulk action. */
  createDocuments: async (payload) => {
    const { shop, orderIds, by } = create.parse(payload);
    await createDocuments(shop, orderIds, by);
  },
};
