import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

/** Seals tokens and ERP secrets with the newest encryption key: at the start of each worker, and at night for what a process with the old key stored meanwhile. */
export const SEAL_ANEW = defineJob({
  name: "sealAnew",
  payload: z.object({}),
  key: () => "sealAnew",
  schedule: { nightlyAt: 1 },
});
