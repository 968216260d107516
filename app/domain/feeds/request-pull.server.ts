import type { Tx } from "#app/db/client.server.ts";
import type { PayloadOf } from "#app/db/job.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { PULL_FEEDS } from "./jobs.ts";

export type PullJob = PayloadOf<typeof PULL_FEEDS>;

/** Asks for the job, in the caller's transaction; any number of requests are one waiting job. */
export async function requestPull(tx: Tx, job: PullJob, runAt?: Date): Promise<void> {
  await addJob(tx, PULL_FEEDS, job, runAt ? { runAt } : {});
}
