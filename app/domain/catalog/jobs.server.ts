import { handlersOf } from "#app/db/job.ts";
import { advance } from "./making/advance.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";

export const catalogJobs = handlersOf(jobs, {
  BUILD_CATALOG: ({ shop }) => advance(shop),
  CATALOG_DUE: () => startDue(),
});
