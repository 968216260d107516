import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { CronItem, Runner, TaskList, WorkerEvents } from "graphile-worker";
import { Logger, parseCronItems, run, runMigrations } from "graphile-worker";
import pg from "pg";
import { pool } from "#app/db/client.server.ts";
import type { JobHandler } from "#app/db/job.ts";
import { shopOf } from "#app/db/jobs.server.ts";
import { env } from "#app/env.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { watchClock } from "./clock-watch.server.ts";
import { type Liveness, watchDeadWorkers } from "./dead-workers.server.ts";
import { prepareFairness, shopShares } from "./fairness.server.ts";
import { forgetFuture } from "./forget-future.server.ts";

export interface RunningWorker {
  stop(): Promise<void>;
}

interface Options {
  concurrency: number;
  /** The jobs that are added by the clock; none when absent. */
  cron?: readonly CronItem[];
}

/** After a job of a queue the worker looks for the next while the queue still counts as taken; these nudges spare it a poll interval. */
const NUDGES_MS = [3, 15, 60];
/** How long jobs that are under way may take to end before the worker begins anew. */
const END_MS = 15_000;
const AGAIN_MS = 1_000;

/**
 * Runs jobs until stopped. When the database is lost the worker begins anew as soon as it answers, and when the clock was set back so
 * that nothing waits for a time that was wrong.
 */
export async function startLoop(
  jobs: Record<string, JobHandler>,
  options: Options,
): Promise<RunningWorker> {
  let stopped = false;
  let turn: Turn | undefined;
  let restarting: Promise<void> | undefined;

  const again = (why: string): void => {
    if (stopped || restarting) return;
    logger.warn({ why }, "the worker begins anew");
    restarting = restart().finally(() => (restarting = undefined));
  };
  async function restart(): Promise<void> {
    const before = turn;
    turn = undefined;
    await before?.end();
    for (;;) {
      if (stopped) return;
      try {
        turn = await begin(jobs, options, () => again("its database connection was lost"));
        return logger.info("the worker runs again");
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        logger.warn({ error: message }, "the worker cannot begin yet");
        await wait(AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  turn = await begin(jobs, options, () => again("its database connection was lost"));
  const clock = watchClock(() => again("the clock was set back"));
  return {
    async stop() {
      stopped = true;
      clock.stop();
      await restarting;
      await turn?.end();
    },
  };
}

interface Turn {
  end(): Promise<void>;
}

async function begin(
  jobs: Record<string, JobHandler>,
  options: Options,
  onLost: () => void,
): Promise<Turn> {
  await runMigrations({ pgPool: pool });
  await prepareFairness();
  await forgetFuture();
  const events = new EventEmitter() as WorkerEvents;
  const ownPoolIds = new Set<string>();
  let isEnding = false; // a worker that has ended must not be nudged
  let begun = false;
  let lostAtOnce = false; // nobody listens yet to what is lost while it begins
  const lost = (): void => {
    if (!begun) lostAtOnce = true;
    else if (!isEnding) onLost();
  };
  const liveness = await watchDeadWorkers(connect, ownPoolIds, lost);
  const shares = shopShares(options.concurrency);
  const declared: Promise<void>[] = [];
  events.on("pool:create", ({ workerPool }) => {
    const { id } = workerPool as unknown as { id: string };
    ownPoolIds.add(id);
    declared.push(liveness.declare(id));
  });
  events.on("job:complete", ({ worker }) => {
    for (const delay of NUDGES_MS)
      setTimeout(() => {
        if (!isEnding) worker.nudge();
      }, delay).unref();
  });
  logFailures(events);
  let runner: Runner | undefined;
  const end = async (): Promise<void> => {
    isEnding = true;
    await endQuietly(runner, liveness);
  };
  try {
    runner = await run({
      pgPool: pool,
      taskList: taskListOf(jobs, shares),
      forbiddenFlags: () => shares.full(),
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      events,
      logger: queueLogger,
      parsedCronItems: parseCronItems([...(options.cron ?? [])]),
    });
    // Ends by itself only when it cannot go on.
    runner.promise.then(lost, lost);
    await Promise.all(declared);
    // Without its lock other processes would take its jobs for those of a dead worker.
    if (lostAtOnce) throw new Error("its database connection was lost while it began");
    begun = true;
    return { end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function endQuietly(runner: Runner | undefined, liveness: Liveness): Promise<void> {
  const quietly = (work: Promise<unknown> | undefined): Promise<unknown> =>
    Promise.race([work, wait(END_MS, undefined, { ref: false })]).catch((error: unknown) =>
      logger.warn({ error: String(error) }, "while ending the worker"),
    );
  await quietly(runner?.stop());
  await quietly(liveness.stop());
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  await client.connect();
  return client;
}

const taskListOf = (
  jobs: Record<string, JobHandler>,
  shares: ReturnType<typeof shopShares>,
): TaskList =>
  Object.fromEntries(
    Object.entries(jobs).map(([name, handler]) => [
      name,
      (payload: unknown) => shares.counted(shopOf(payload), () => handler(payload)),
    ]),
  );

const queueLogger = new Logger(() => (level, message) => {
  if (String(level) === "error" || String(level) === "warning")
    logger.warn({ queue: message }, "job queue");
});

function logFailures(events: WorkerEvents): void {
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
}
