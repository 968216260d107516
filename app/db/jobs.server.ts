import { now } from "#app/lib/clock.ts";
import type { Tx } from "./client.server.ts";
import { Prisma } from "./generated/client.ts";
import type { Job } from "./job.ts";
import { isDeclared } from "./job.ts";

/** What differs from the job's declaration this time. */
export interface JobOptions {
  key?: string;
  queue?: string;
  keepTime?: boolean;
  runAt?: Date;
}

/** What jobs of a shop failed with: errors quote what they were about. */
export async function eraseJobErrors(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE graphile_worker._private_jobs SET last_error = NULL
    WHERE last_error IS NOT NULL AND payload ->> 'shop' = ${shop}`;
}

/** A job that has worked this long at one shop gives the others their turn and comes back. */
export const TURN_MS = 5_000;

const MAX_ATTEMPTS = 25;
/** The queue keeps a place in two bytes. */
const LAST_PLACE = 32_000;

/** By what the queue knows whose job it is. */
export const shopFlag = (shop: string): string => `shop:${shop}`;

export function shopOf(payload: unknown): string | undefined {
  if (typeof payload !== "object" || payload === null || !("shop" in payload)) return undefined;
  return typeof payload.shop === "string" ? payload.shop : undefined;
}

/**
 * Adds a job in the caller's transaction: it exists exactly when the change that caused it does. Each job of a shop stands one place
 * behind the shop's last waiting one, so that the first of one shop come before the thousandth of another; waiting jobs come nearer
 * each minute (worker/fairness.server.ts).
 */
export async function addJob<P>(
  tx: Tx,
  job: Job<P>,
  payload: P,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT ${addedJob(job, payload, options)}`;
}

/** The same as an expression, for a statement that adds the job only for rows it has changed. */
export function addedJob<P>(job: Job<P>, payload: P, options: JobOptions = {}): Prisma.Sql {
  const key = options.key ?? job.key?.(payload) ?? null;
  const queue = options.queue ?? job.queue?.(payload) ?? null;
  // The database's clock decides: a process whose clock is wrong must not put jobs off for hours.
  const delay = options.runAt ? Math.max(0, options.runAt.getTime() - now().getTime()) / 1_000 : 0;
  return jobOf(
    job,
    {
      payload: Prisma.sql`${JSON.stringify(payload)}::json`,
      queue: Prisma.sql`${queue}::text`,
      key: Prisma.sql`${key}::text`,
      shop: shopOf(payload) ?? null,
    },
    { delay, keepTime: options.keepTime },
  );
}

interface JobParts {
  payload: Prisma.Sql;
  queue: Prisma.Sql;
  key: Prisma.Sql;
  shop: string | null;
  /** How many jobs of the same statement stand before it: it does not see them itself. */
  behind?: Prisma.Sql;
}

/** The same where the database knows what the job is about: its payload, queue and key are expressions. */
export function jobOf<P>(
  job: Job<P>,
  of: JobParts,
  { delay = 0, keepTime = job.keepTime }: { delay?: number; keepTime?: boolean | undefined } = {},
): Prisma.Sql {
  if (!isDeclared(job)) throw new Error(`no job "${job.name}" is declared`);
  const { payload, queue, key, shop, behind = Prisma.sql`0` } = of;
  const mode = keepTime ? "preserve_run_at" : "replace";
  // clock_timestamp: jobs added in one transaction would otherwise share run_at and lose their order.
  return Prisma.sql`
    graphile_worker.add_job(
      ${job.name}::text, payload := ${payload}, queue_name := ${queue},
      run_at := clock_timestamp() + make_interval(secs => ${delay}::double precision),
      max_attempts := ${MAX_ATTEMPTS}::int, job_key := ${key}, job_key_mode := ${mode}::text,
      flags := ${shop === null ? null : [shopFlag(shop)]}::text[],
      priority := (
        SELECT LEAST(COALESCE(MAX(j.priority) + 1, 0) + ${behind}, ${LAST_PLACE}::int)
        FROM graphile_worker._private_jobs j
        WHERE j.payload ->> 'shop' = ${shop}::text AND j.locked_at IS NULL
          AND j.key IS DISTINCT FROM ${key}))`;
}
