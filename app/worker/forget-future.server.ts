import { pool } from "#app/db/client.server.ts";
import { forgetFutureClaims } from "#app/domain/orders/import/claims.server.ts";
import { forgetFutureHeartbeats } from "#app/domain/runs/order-run-progress.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { forgetFuturePoints } from "#app/shopify/throttle.server.ts";

/** Clocks of several machines differ by less. */
const SOON_MS = 60_000;

/**
 * A clock that was once far ahead left times that are still to come: until then nothing would be added by the clock, and jobs that were
 * put off for seconds would sleep for hours. Rows that claim to be written in the future tell of it.
 */
export async function forgetFuture(): Promise<void> {
  await pool.query(
    `UPDATE graphile_worker._private_known_crontabs SET last_execution = now()
     WHERE last_execution > now() + interval '1 minute'`,
  );
  const { rowCount } = await pool.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now(), updated_at = now()
     WHERE updated_at > now() + interval '1 minute' AND run_at > now() AND locked_at IS NULL`,
  );
  const soon = new Date(now().getTime() + SOON_MS);
  await forgetFutureClaims(soon);
  await forgetFutureHeartbeats(soon);
  await forgetFuturePoints(soon);
  if (rowCount) logger.warn({ jobs: rowCount }, "jobs of a clock that was ahead are due now");
}
