import { pool } from "#app/db/client.server.ts";
import { shopFlag } from "#app/db/jobs.server.ts";

/** Finds the last place that a shop's waiting jobs have in the queue, for each job that is added (db/jobs.server.ts). */
export async function prepareFairness(): Promise<void> {
  const client = await pool.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_indexes WHERE schemaname = 'graphile_worker' AND indexname = 'jobs_of_a_shop'",
    );
    if (rowCount) return;
    await client.query(
      `CREATE INDEX IF NOT EXISTS jobs_of_a_shop
       ON graphile_worker._private_jobs ((payload ->> 'shop'), priority)`,
    );
  } catch (error) {
    // Another process was faster.
    if (!["23505", "42P07"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    client.release();
  }
}

/** Places that a minute is worth: a waiting job comes nearer by so many, so that the last of a long backlog is not overtaken for ever. */
const PLACES_A_MINUTE = 60;

/** Called each minute. */
export async function ageWaitingJobs(): Promise<void> {
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET priority = GREATEST(0, priority - $1)
     WHERE priority > 0 AND locked_at IS NULL`,
    [PLACES_A_MINUTE],
  );
}

/**
 * Keeps a slot of this process free of any one shop: whose jobs hold all others is passed over until one of them ends. (Slots that look for
 * work in the same moment, as at the start, may all find that of one shop.)
 */
export function shopShares(concurrency: number): {
  /** What the queue passes over right now. */
  full(): string[] | null;
  counted(shop: string | undefined, work: () => Promise<void>): Promise<void>;
} {
  const most = Math.max(1, concurrency - 1);
  const running = new Map<string, number>();
  const change = (shop: string, by: number): void => {
    const count = (running.get(shop) ?? 0) + by;
    if (count > 0) running.set(shop, count);
    else running.delete(shop);
  };
  return {
    full() {
      const full = [...running].filter(([, count]) => count >= most);
      return concurrency > 1 && full.length > 0 ? full.map(([shop]) => shopFlag(shop)) : null;
    },
    async counted(shop, work) {
      if (shop === undefined) return work();
      change(shop, 1);
      try {
        await work();
      } finally {
        change(shop, -1);
      }
    },
  };
}
