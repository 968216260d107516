import { handlersOf } from "#app/db/job.ts";
import { askForNotices } from "./ask.server.ts";
import { askWhereDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";

export const erpNoticeJobs = handlersOf(jobs, {
  ASK_FOR_NOTICES: (job) => askForNotices(job),
  NOTICES_DUE: () => askWhereDue(),
});
