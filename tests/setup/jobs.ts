import { setTimeout as wait } from "node:timers/promises";
import { Logger, runOnce } from "graphile-worker";
import { addJob } from "#app/db/jobs.server.ts";
import { db, pool } from "#app/db/client.server.ts";
import { WATCH_PENDING } from "#app/domain/refunds/jobs.ts";

/** Longer than any test's jobs take on a busy machine. */
const MOST_MS = 280_000;

const WATCHING = `${WATCH_PENDING.name}:`;

const quiet = new Logger(() => () => undefined);

/**
 * Runs jobs to rest in this process: everything due now, and (with `future`) what waits for its time too, round by round.
 * A job that fails is thrown, unless the test expects failures.
 */
export async function drain(
  options: { future?: boolean; allowFailures?: boolean; mostMs?: number } = {},
): Promise<void> {
  const until = performance.now() + (options.mostMs ?? MOST_MS);
  const { jobs } = await import("#app/worker/catalog.server.ts");
  // It asks Shopify again until a payment has ended, which in a test may be never: once is enough.
  let asksAgain = "";
  while (performance.now() < until) {
    if (options.future)
      await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND attempts < max_attempts AND (key IS NULL OR key NOT LIKE ${asksAgain || "-"} || '%')`;
    asksAgain = WATCHING;
    await workWebhooksNow();
    await runOnce({
      pgPool: pool,
      taskList: jobs,
      logger: quiet,
      noHandleSignals: true,
      concurrency: 4,
    });
    if (!options.allowFailures) await throwFailed();
    const [left] = await db.$queryRaw<
      { due: bigint }[]
    >`SELECT count(*) AS due FROM graphile_worker._private_jobs WHERE attempts < max_attempts AND (run_at <= now() OR (${options.future ?? false} AND coalesce(key, '') NOT LIKE ${WATCHING} || '%'))`;
    if ((left?.due ?? 0n) === 0n) return;
    await wait(20); // what is left may be running in another worker
  }
  const waiting =
    await db.$queryRaw`SELECT task_identifier, attempts, last_error FROM graphile_worker.jobs`;
  throw new Error(`jobs do not come to rest: ${JSON.stringify(waiting)}`);
}

/** Order webhooks collect for a second before they are worked, and a job asked for a moment ago serves later ones too: here at once. */
async function workWebhooksNow(): Promise<void> {
  const { HANDLE_ORDER_WEBHOOKS } = await import("#app/shopify/jobs.ts");
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE ${`${HANDLE_ORDER_WEBHOOKS.name}:`} || '%' AND run_at > now() AND attempts = 0`;
  const shops = await db.$queryRaw<
    { shop: string }[]
  >`SELECT DISTINCT d."shop" FROM "WebhookDelivery" d WHERE d."state" = 'stored' AND d."topic" NOT LIKE 'customers/%' AND d."topic" NOT LIKE 'shop/%' AND d."topic" NOT LIKE 'app/%'
    AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = ${`${HANDLE_ORDER_WEBHOOKS.name}:`} || d."shop")`;
  for (const { shop } of shops)
    await addJob(db, HANDLE_ORDER_WEBHOOKS, { shop }, { keepTime: false });
}

async function throwFailed(): Promise<void> {
  const failed = await db.$queryRaw<
    { task_identifier: string; last_error: string }[]
  >`SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE last_error IS NOT NULL`;
  const [first] = failed;
  if (first) throw new Error(`job ${first.task_identifier} failed: ${first.last_error}`);
}

/** What the watcher of dead workers does, at once: frees every lock of killed processes. */
export async function freeDeadWorkers(): Promise<void> {
  await db.$executeRaw`SELECT graphile_worker.force_unlock_workers(ARRAY(SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL))`;
  await db.$executeRaw`UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL`;
}
