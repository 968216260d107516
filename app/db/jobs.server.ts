import type { Tx } from "./client.server.ts";

export interface JobOptions {
  /** Two jobs with one key are one job: the later replaces the waiting one. */
  key?: string;
  /** With a key: a job that waits already keeps its time, so that a stream of additions cannot put it off for ever. */
  keepTime?: boolean;
  /** Jobs of one queue run one at a time. */
  queue?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Lower goes first; 0 when absent. */
  priority?: number;
}

/** Adds a job in the caller's transaction: it exists exactly when the change that caused it does. */
export async function addJob(
  tx: Tx,
  name: string,
  payload: Record<string, unknown>,
  options: JobOptions = {},
): Promise<void> {
  // clock_timestamp: jobs added in one transaction would otherwise share run_at and lose their order.
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${name}::text, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null}::text,
      run_at := COALESCE(${options.runAt ?? null}::timestamptz, clock_timestamp()),
      max_attempts := ${options.maxAttempts ?? 25}::int, job_key := ${options.key ?? null}::text, job_key_mode := ${options.keepTime ? "preserve_run_at" : "replace"}::text, priority := ${options.priority ?? 0}::int)`;
}
