import { EventEmitter } from "node:events";
import type { CronItem, TaskList, WorkerEvents } from "graphile-worker";
import { Logger, parseCronItems, run, runMigrations } from "graphile-worker";
import pg from "pg";
import { pool } from "#app/db/client.server.ts";
import type { JobHandler } from "#app/db/job.ts";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { watchDeadWorkers } from "./dead-workers.server.ts";

export interface RunningWorker {
  stop(): Promise<void>;
}

/** After a job of a queue the worker looks for the next while the queue still counts as taken; these nudges spare it a poll interval. */
const NUDGES_MS = [3, 15, 60];

/** Runs jobs until stopped. `cron`: the jobs that are added by the clock; none when absent. */
export async function startLoop(
  jobs: Record<string, JobHandler>,
  options: { concurrency: number; cron?: readonly CronItem[]; onLost: () => void },
): Promise<RunningWorker> {
  await runMigrations({ pgPool: pool });
  await forgetFuture();
  const events = new EventEmitter() as WorkerEvents;
  const ownPoolIds = new Set<string>();
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    return client;
  };
  const liveness = await watchDeadWorkers(connect, ownPoolIds, options.onLost);
  const declared: Promise<void>[] = [];
  events.on("pool:create", ({ workerPool }) => {
    const { id } = workerPool as unknown as { id: string };
    ownPoolIds.add(id);
    declared.push(liveness.declare(id));
  });
  let stopping = false; // a worker that has ended must not be nudged
  events.on("job:complete", ({ worker }) => {
    for (const delay of NUDGES_MS)
      setTimeout(() => {
        if (!stopping) worker.nudge();
      }, delay).unref();
  });
  events.on("job:error", ({ job, error }) => {
    logger.error(
      {
        job: job.task_identifier,
        attempt: job.attempts,
        error: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? error.stack : undefined,
      },
      "a job failed and will be tried again",
    );
  });
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, handler]) => [name, (payload: unknown) => handler(payload)]),
  );
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    logger: new Logger(() => (level, message) => {
      if (String(level) === "error" || String(level) === "warning")
        logger.warn({ queue: message }, "job queue");
    }),
    parsedCronItems: parseCronItems([...(options.cron ?? [])]),
  });
  await Promise.all(declared);
  return {
    async stop() {
      stopping = true;
      await runner.stop();
      await liveness.stop();
    },
  };
}

/** A clock that was once far ahead left times that are still to come, and nothing would be added by the clock until then. */
async function forgetFuture(): Promise<void> {
  await pool.query(
    "UPDATE graphile_worker._private_known_crontabs SET last_execution = now() WHERE last_execution > now() + interval '1 hour'",
  );
}
