import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, jobOf } from "#app/db/jobs.server.ts";
import { RUN_TASKS } from "./jobs.ts";
import { TASKS_KEY } from "./queue-name.ts";

/**
 * Sees to it that a worker looks at the queues, in the caller's transaction: one statement for each
 * shop. One waiting job per queue is enough: it drains the queue. In one order, since each job's row
 * is held until the transaction ends: two that wake the same queues must not wait for each other.
 */
export async function wakeQueues(tx: Tx, queues: { shop: string; queue: string }[]): Promise<void> {
  const shops = [...new Set(queues.map(({ shop }) => shop))].sort();
  for (const shop of shops) {
    const own = queues.filter((entry) => entry.shop === shop).map(({ queue }) => queue);
    await tx.$executeRaw`SELECT ${wokenQueues(shop, Prisma.sql`unnest(${own}::text[]) w(queue)`)}`;
  }
}

/** The same as an expression, for the queues in the column `queue` of a part of the caller's statement. */
export const wokenQueues = (shop: string, part: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT count(added.job) FROM (
    SELECT ${jobOf(RUN_TASKS, {
      payload: Prisma.sql`json_build_object('shop', ${shop}::text, 'queue', q.queue)`,
      queue: Prisma.sql`q.queue`,
      key: Prisma.sql`${TASKS_KEY}::text || q.queue`,
      shop,
      behind: Prisma.sql`q.behind`,
    })} AS job FROM (
      SELECT queue, row_number() OVER (ORDER BY queue)::int - 1 AS behind FROM ${part} GROUP BY queue
      ORDER BY queue) q) added)`;

/**
 * Looks at a queue again later; does not replace the job that is due now. `of`: what it is for, a
 * task or the queue.
 */
export async function wakeQueueAt(
  tx: Tx,
  { shop, queue }: { shop: string; queue: string },
  of: string,
  at: Date,
): Promise<void> {
  await addJob(tx, RUN_TASKS, { shop, queue }, { key: `task:${of}`, runAt: at });
}
