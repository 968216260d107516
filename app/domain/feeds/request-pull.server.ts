import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";

export const PULL_FEEDS = "pullFeeds";

export const pullJobSchema = z.object({
  shop: z.string().min(1),
  connectionId: z.uuid(),
  runId: z.uuid().optional(),
  tries: z.number().int().min(0).optional(),
});
/** One connection's feeds: one of them for a run, all of them when there is news. `tries`: how often in a row the ERP did not answer. */
export type PullJob = z.infer<typeof pullJobSchema>;

/** Asks for the job, in the caller's transaction. A connection is pulled by one job at a time; any number of requests are one waiting job. */
export async function requestPull(tx: Tx, job: PullJob, runAt?: Date): Promise<void> {
  await addJob(
    tx,
    PULL_FEEDS,
    { ...job },
    {
      key: `${PULL_FEEDS}:${job.connectionId}:${job.runId ?? "news"}`,
      queue: `${PULL_FEEDS}:${job.connectionId}`,
      ...(runAt ? { runAt } : {}),
    },
  );
}
