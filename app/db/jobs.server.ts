import type { Tx } from "./client.server.ts";
import type { Job } from "./job.ts";
import { isDeclared } from "./job.ts";

/** What differs from the job's declaration this time. */
export interface JobOptions {
  key?: string;
  queue?: string;
  keepTime?: boolean;
  runAt?: Date;
}

const MAX_ATTEMPTS = 25;

/** Adds a job in the caller's transaction: it exists exactly when the change that caused it does. */
export async function addJob<P>(
  tx: Tx,
  job: Job<P>,
  payload: P,
  options: JobOptions = {},
): Promise<void> {
  if (!isDeclared(job)) throw new Error(`no job "${job.name}" is declared`);
  const key = options.key ?? job.key?.(payload) ?? null;
  const queue = options.queue ?? job.queue?.(payload) ?? null;
  const mode = (options.keepTime ?? job.keepTime) ? "preserve_run_at" : "replace";
  // clock_timestamp: jobs added in one transaction would otherwise share run_at and lose their order.
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.name}::text, payload := ${JSON.stringify(payload)}::json, queue_name := ${queue}::text,
      run_at := COALESCE(${options.runAt ?? null}::timestamptz, clock_timestamp()),
      max_attempts := ${MAX_ATTEMPTS}::int, job_key := ${key}::text, job_key_mode := ${mode}::text)`;
}
