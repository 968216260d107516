import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { RUN_TASKS } from "./jobs.ts";

/**
 * Sees to it that a worker looks at the queues, in the caller's transaction. One waiting job per queue is enough: it drains the queue. In one
 * order, since each job's row is held until the transaction ends: two that wake the same queues must not wait for each other.
 */
export async function wakeQueues(tx: Tx, queues: { shop: string; queue: string }[]): Promise<void> {
  const distinct = new Map(queues.map((entry) => [entry.queue, entry]));
  for (const { shop, queue } of [...distinct.values()].sort((a, b) => (a.queue < b.queue ? -1 : 1)))
    await addJob(tx, RUN_TASKS, { shop, queue });
}

/** Looks at a queue again later; does not replace the job that is due now. */
export async function wakeQueueAt(
  tx: Tx,
  shop: string,
  queue: string,
  taskId: string,
  at: Date,
): Promise<void> {
  await addJob(tx, RUN_TASKS, { shop, queue }, { key: `task:${taskId}`, runAt: at });
}
