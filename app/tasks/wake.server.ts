import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob, jobOf } from "#app/db/jobs.server.ts";
import { RUN_TASKS } from "./jobs.ts";
import { TASKS_KEY } from "./queue-name.ts";

/**
 * Sees to it that a worker looks at the queues, in the caller's transaction. One waiting job per
 * queue is enough: it drains the queue. In one
 * order, since each job's row is held until the transaction ends: two that wake the same queues
 * must not wait for each other.
 */
export async function wakeQueues(tx: Tx, queues: { shop: string; queue: string }[]): Promise<void> {
  const distinct = new Map(queues.map((entry) => [entry.queue, entry]));
  for (const { shop, queue } of [...distinct.values()].sort((a, b) => (a.queue < b.queue ? -1 : 1)))
    await addJob(tx, RUN_TASKS, { shop, queue });
}

/** The same as an expression, for the queues in the column `queue` of a part of the caller's statement. */
export const wokenQueues = (shop: string, part: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT count(added.job) FROM (
    SELECT ${jobOf(RUN_TASKS, {
      payload: Prisma.sql`json_build_object('shop', ${shop}::text, 'queue', q.queue)`,
      queue: Prisma.sql`q.queue`,
      key: Prisma.sql`${TASKS_KEY}::text || q.queue`,
      shop,
    })} AS job FROM (SELECT DISTINCT queue FROM ${part} ORDER BY queue) q) added)`;

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
