import { env } from "#app/env.server.ts";
import { EVERY_MINUTE, jobs } from "./catalog.server.ts";
import { type RunningWorker, startLoop } from "./loop.server.ts";

/** Starts this process's worker. `onLost`: its database connection is gone, so others may already be doing its work. */
export function startWorker(options: { onLost: () => void }): Promise<RunningWorker> {
  return startLoop(jobs, { concurrency: env.WORKER_CONCURRENCY, everyMinute: EVERY_MINUTE, onLost: options.onLost });
}
