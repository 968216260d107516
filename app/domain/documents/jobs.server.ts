import { handlersOf } from "#app/db/job.ts";
import { TURN_MS } from "#app/db/jobs.server.ts";
import { amendMany, followAmendments } from "./changes/amend-many.server.ts";
import { AMEND_DOCUMENTS, CREATE_DOCUMENTS, FOLLOW_AMENDMENTS, FOLLOW_DOCUMENTS } from "./jobs.ts";
import { createMany, followCreation } from "./store/create-many.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";

export const documentJobs = handlersOf(
  { CREATE_DOCUMENTS, FOLLOW_DOCUMENTS, AMEND_DOCUMENTS, FOLLOW_AMENDMENTS },
  {
    async AMEND_DOCUMENTS({ shop, orderIds, by, runId, begun = 0 }) {
      await amendMany({ shop, by }, { runId, orderIds, begun }, TURN_MS);
    },
    async FOLLOW_AMENDMENTS({ shop, orderIds, runId, round }) {
      await followAmendments(shop, runId, orderIds, round);
    },
    async CREATE_DOCUMENTS({ shop, orderIds, by, runId, begun = 0, ...how }) {
      if (runId === undefined) await createDocuments(shop, orderIds, by);
      else await createMany({ shop, by }, { ...how, id: runId, orderIds, begun }, TURN_MS);
    },
    async FOLLOW_DOCUMENTS({ shop, orderIds, runId, round }) {
      await followCreation(shop, runId, orderIds, round);
    },
  },
);
