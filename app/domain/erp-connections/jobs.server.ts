import { handlersOf } from "#app/db/job.ts";
import * as jobs from "./jobs.ts";
import { sealAllAnew } from "./seal-anew.server.ts";

export const erpConnectionJobs = handlersOf(jobs, {
  SEAL_ANEW: () => sealAllAnew(),
});
