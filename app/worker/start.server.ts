import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { SEAL_ANEW } from "#app/domain/erp-connections/jobs.ts";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { closePlaces } from "#app/erp/call-limit/places.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { jobs } from "./catalog.server.ts";
import { cronItems } from "./cron.server.ts";
import { type RunningWorker, startLoop } from "./loop.server.ts";

/** Starts this process's worker. */
export async function startWorker(): Promise<RunningWorker> {
  const loop = await startLoop(jobs, {
    concurrency: env.WORKER_CONCURRENCY,
    cron: cronItems,
  });
  // A new encryption key comes with a start. Left to the night where the database is lost right now.
  await addJob(db, SEAL_ANEW, {}).catch((error: unknown) =>
    logger.warn({ error: String(error) }, "stored secrets will be sealed anew at night"),
  );
  return {
    async stop() {
      await loop.stop();
      await releaseHolder();
      await closePlaces();
    },
  };
}
