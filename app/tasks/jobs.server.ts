import { db } from "#app/db/client.server.ts";
import type { JobHandler } from "#app/db/job.ts";
import { handlersOf } from "#app/db/job.ts";
import { now } from "#app/lib/clock.ts";
import { Gate } from "#app/lib/gate.ts";
import * as jobs from "./jobs.ts";
import type { AnyTaskKind } from "./kind.ts";
import type { Started } from "./run-task.server.ts";
import { runDue } from "./run-due.server.ts";
import { settleUnsure, startIfSure, startNext } from "./run-task.server.ts";
import { wakeQueueAt, wakeQueues } from "./wake.server.ts";

/** How long one job drains its queue before it lets others have the worker. */
const SLICE_MS = 5_000;
/** When another process is still acting on a task of the queue, when to look again. */
const LOOK_AGAIN_MS = 5_000;

/** The jobs of the task ledger. */
export function taskJobs(list: readonly AnyTaskKind[]): Record<string, JobHandler> {
  const kinds = new Map(list.map((kind) => [kind.kind, kind]));
  if (kinds.size !== list.length) throw new Error("two task kinds have one name");
  return handlersOf(jobs, {
    RUN_TASKS: ({ shop, queue }) => drainQueue(kinds, shop, queue),
    SWEEP_TASKS: () => sweepTasks(),
  });
}

export async function drainQueue(
  kinds: ReadonlyMap<string, AnyTaskKind>,
  shop: string,
  queue: string,
): Promise<void> {
  const until = now().getTime() + SLICE_MS;
  const where = { shop, queue };
  const gate = new Gate(1);
  const first = await startIfSure(kinds, where, gate);
  if (first === "unsure") {
    const { stillRunning } = await settleUnsure(kinds, where);
    if (stillRunning)
      await wakeQueueAt(db, where, queue, new Date(now().getTime() + LOOK_AGAIN_MS));
  }
  let begun = first === "unsure" ? undefined : first;
  const next = async (): Promise<Started | null> => {
    if (begun === undefined) return startNext(kinds, where, gate);
    const started = begun;
    begun = undefined;
    return started;
  };
  if ((await runDue(next, gate, until)) === "more") await wakeQueues(db, [where]);
}

/** Older than any healthy wait between a task's becoming due and its job. */
const STALE_MS = 60_000;

async function sweepTasks(): Promise<void> {
  const at = now();
  const before = new Date(at.getTime() - STALE_MS);
  // Written by a clock that was ahead: what they wait for would come hours late.
  await db.$executeRaw`
    UPDATE "Task" SET "nextAttemptAt" = NULL, "updatedAt" = ${before}
    WHERE state IN ('planned', 'ambiguous') AND "claimedBy" IS NULL
      AND "updatedAt" > ${new Date(at.getTime() + STALE_MS)}`;
  const queues = await db.$queryRaw<{ shop: string; queue: string }[]>`
    SELECT DISTINCT t.shop, t.queue FROM "Task" t
    WHERE t.state IN ('planned', 'sending', 'ambiguous') AND t."updatedAt" < ${before} AND (t."nextAttemptAt" IS NULL OR t."nextAttemptAt" < ${before})
      AND (t."afterTaskId" IS NULL OR (SELECT p.state FROM "Task" p WHERE p.shop = t.shop AND p.id = t."afterTaskId") = 'done')
      AND (t."connectionId" IS NULL OR EXISTS (SELECT 1 FROM "ErpConnection" c WHERE c.shop = t.shop AND c.id = t."connectionId" AND c."pausedAt" IS NULL AND (c."waitUntil" IS NULL OR c."waitUntil" <= ${at})))
      AND EXISTS (SELECT 1 FROM "Shop" s WHERE s.domain = t.shop AND s."uninstalledAt" IS NULL)
    LIMIT 500`;
  await wakeQueues(db, queues);
}
