import { z } from "zod";
import { defineJob } from "#app/db/job.ts";
import { OrderId, RunId } from "#app/lib/ids.ts";

/** Many orders at once; `runId`: its progress and result are shown by this run. */
export const CREATE_DOCUMENTS = defineJob({
  name: "createDocuments",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: z.array(OrderId),
    by: z.string(),
    runId: RunId.optional(),
    /** How many of them an earlier turn has begun. */
    begun: z.int().optional(),
    /** Orders that are not here yet are imported. */
    importFirst: z.boolean().optional(),
    /** How often this place of the list has waited for an import. */
    waits: z.int().optional(),
  }),
});

/** Many changed orders at once. */
export const AMEND_DOCUMENTS = defineJob({
  name: "amendDocuments",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: z.array(OrderId),
    by: z.string(),
    runId: RunId,
    /** How many of them an earlier turn has begun. */
    begun: z.int().optional(),
  }),
});

/** Looks how far the amendments of a run are, until the last one is done or has failed. */
export const FOLLOW_AMENDMENTS = defineJob({
  name: "followAmendments",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: z.array(OrderId),
    runId: RunId,
    round: z.int(),
  }),
  key: ({ runId }) => `followAmendments/${runId}`,
});

/** Looks how far the documents of a run are, until the last one is created or has failed. */
export const FOLLOW_DOCUMENTS = defineJob({
  name: "followDocuments",
  payload: z.object({
    shop: z.string().min(1),
    orderIds: z.array(OrderId),
    runId: RunId,
    round: z.int(),
  }),
  key: ({ runId }) => `follow/${runId}`,
});
