import type pg from "pg";
import { ADVISORY_LOCKS } from "#app/db/advisory-locks.server.ts";
import { logger } from "#app/lib/logger.server.ts";

/**
 * Frees jobs of killed workers within seconds; the queue itself would hold them for four hours.
 * Each worker process holds an advisory lock named after its pool id on a connection of its own; the database drops it when the
 * process dies. Whoever can take that lock knows the owner is dead.
 */
const LOCK = ADVISORY_LOCKS.workerPools;
const LOOK_EVERY_MS = 3_000;
/** A claim this young may belong to a worker that has not taken its lock yet. */
const YOUNG_SECONDS = 10;

export interface Liveness {
  stop(): Promise<void>;
}

export async function watchDeadWorkers(
  connect: () => Promise<pg.Client>,
  ownPoolIds: ReadonlySet<string>,
  onLost: () => void,
): Promise<Liveness & { declare(poolId: string): Promise<void> }> {
  const client = await connect();
  let stopped = false;
  client.on("end", () => {
    if (!stopped) onLost();
  });
  client.on("error", (error) =>
    logger.error({ error: error.message }, "the worker's liveness connection failed"),
  );
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    const { rows } = await client.query<{ locked_by: string }>(
      `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
       UNION SELECT DISTINCT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)`,
      [YOUNG_SECONDS],
    );
    for (const { locked_by: poolId } of rows) {
      if (ownPoolIds.has(poolId)) continue;
      const {
        rows: [lock],
      } = await client.query<{ free: boolean }>(
        "SELECT pg_try_advisory_lock($1, hashtext($2)) AS free",
        [LOCK, poolId],
      );
      if (!lock?.free) continue;
      await client.query("SELECT graphile_worker.force_unlock_workers(ARRAY[$1]::text[])", [
        poolId,
      ]);
      await client.query("SELECT pg_advisory_unlock($1, hashtext($2))", [LOCK, poolId]);
      logger.warn({ poolId }, "freed the jobs of a dead worker");
    }
  };
  const timer = setInterval(() => {
    looking = looking
      .then(look)
      .catch((error: unknown) =>
        logger.error(
          { error: error instanceof Error ? error.message : String(error) },
          "could not look for dead workers",
        ),
      );
  }, LOOK_EVERY_MS);
  return {
    async declare(poolId) {
      await client.query("SELECT pg_advisory_lock($1, hashtext($2))", [LOCK, poolId]);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await client.end();
    },
  };
}
