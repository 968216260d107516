import { handlersOf } from "#app/db/job.ts";
import { warnOfExpiry } from "./expiry.server.ts";
import * as jobs from "./jobs.ts";

export const paymentJobs = handlersOf(jobs, { WARN_OF_EXPIRY: () => warnOfExpiry() });
