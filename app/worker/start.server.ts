import { env } from "#app/env.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { jobs } from "./catalog.server.ts";
import { cronItems } from "./cron.server.ts";
import { type RunningWorker, startLoop } from "./loop.server.ts";

/** Starts this process's worker. `onLost`: its database connection is gone, so others may already be doing its work. */
export async function startWorker(options: { onLost: () => void }): Promise<RunningWorker> {
  const loop = await startLoop(jobs, {
    concurrency: env.WORKER_CONCURRENCY,
    cron: cronItems,
    onLost: options.onLost,
  });
  return {
    async stop() {
      await loop.stop();
      await releaseHolder();
    },
  };
}
