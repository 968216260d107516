import { TaskId, type OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskKind } from "./kind.ts";
import { queueName } from "./queue-name.ts";
import { SHOPIFY_LANES } from "./shopify-lanes.ts";
import type { Target } from "./target.ts";
import { wokenQueues } from "./wake.server.ts";

export type NewTask<T extends Target, P> = {
  shop: string;
  payload: P;
  orderId?: OrderId;
  orderName?: string;
  /** Must be done before this one may go. */
  afterTaskId?: TaskId;
  createdBy: string;
} & (T extends "erp"
  ? {
      /** The connection it acts on, and how many acts that takes at once. */
      connection: { id: string; parallel: number };
    }
  : { connection?: never });

/** What enqueuing needs of a kind. */
type Enqueued<T extends Target, P> = Pick<
  TaskKind<string, T, P, unknown, unknown, unknown>,
  "kind" | "target" | "lanes" | "payload" | "key"
>;

export type TaskRow = Prisma.TaskCreateManyInput & {
  id: TaskId;
  shop: string;
  kind: string;
  key: string;
  queue: string;
  afterTaskId?: TaskId | null;
};

/** The row of a task, not yet stored: for `storeTasks`, when many are enqueued at once. */
export function planTask<T extends Target, P>(kind: Enqueued<T, P>, task: NewTask<T, P>): TaskRow {
  const payload = kind.payload.check(task.payload);
  const key = kind.key(payload);
  const at = now();
  return {
    shop: task.shop,
    id: TaskId.parse(randomUUID()),
    kind: kind.kind,
    key,
    orderId: task.orderId ?? null,
    orderName: task.orderName ?? null,
    connectionId: task.connection?.id ?? null,
    afterTaskId: task.afterTaskId ?? null,
    queue: queueName(
      task.connection?.id ?? `shopify/${task.shop}`,
      task.orderId ?? key,
      task.connection?.parallel ?? kind.lanes ?? SHOPIFY_LANES,
    ),
    payload: kind.payload.store(payload),
    createdBy: task.createdBy,
    createdAt: at,
    updatedAt: at,
  };
}

/**
 * Stores tasks of a shop and wakes their queues, in the caller's transaction: one statement. A task that exists already
 * (shop, kind, key) stays as it is.
 * Returns the ids as stored, in the order given.
 */
export async function storeTasks(
  tx: Tx,
  rows: TaskRow[],
  options: { wake: boolean } = { wake: true },
): Promise<TaskId[]> {
  const [first] = rows;
  if (!first) return [];
  const queues = rows.map(({ queue }) => queue);
  const woken = options.wake
    ? wokenQueues(first.shop, Prisma.sql`unnest(${queues}::text[]) w(queue)`)
    : Prisma.sql`0`;
  const [answer] = await tx.$queryRaw<{ stored: number }[]>`
    WITH stored AS (
      INSERT INTO "Task" (shop, id, kind, key, "orderId", "orderName", "connectionId", "afterTaskId", queue, payload, "createdBy", "createdAt", "updatedAt")
      SELECT r.shop, r.id, r.kind, r.key, r."orderId", r."orderName", r."connectionId", r."afterTaskId", r.queue, r.payload, r."createdBy", r."createdAt", r."updatedAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(shop text, id uuid, kind text, key text, "orderId" text, "orderName" text, "connectionId" uuid, "afterTaskId" uuid, queue text, payload jsonb, "createdBy" text, "createdAt" timestamptz, "updatedAt" timestamptz)
      ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT (SELECT count(*)::int FROM stored) AS stored, ${woken} AS woken`;
  if (answer?.stored === rows.length) return rows.map(({ id }) => id);
  const existing = await tx.task.findMany({
    where: { OR: rows.map(({ shop, kind, key }) => ({ shop, kind, key })) },
    select: { id: true, shop: true, kind: true, key: true },
  });
  const identity = (row: { shop: string; kind: string; key: string }) =>
    JSON.stringify([row.shop, row.kind, row.key]);
  const ids = new Map(existing.map((row) => [identity(row), row.id]));
  return rows.map((row) => {
    const id = ids.get(identity(row));
    if (!id) throw new Error(`task ${row.kind} ${row.key} was neither stored nor found`);
    return id;
  });
}

/**
 * Enqueues one act in the transaction of the change that caused it; returns its id, or that of the
 * same act enqueued before.
 */
export async function enqueueTask<T extends Target, P>(
  tx: Tx,
  kind: Enqueued<T, P>,
  task: NewTask<T, P>,
): Promise<TaskId> {
  const [id] = await storeTasks(tx, [planTask(kind, task)]);
  if (!id) throw new Error("a stored task has an id");
  return id;
}

/**
 * Gives tasks that failed, were skipped or still wait their new payload and lets them go again, in
 * the caller's transaction. Where an
 * earlier call may have had an effect, the payload it was sent with stays, and it is looked up first.
 */
export async function reviveTasks(tx: Tx, rows: TaskRow[]): Promise<void> {
  for (const row of rows) {
    const reset = {
      tries: 0,
      nextAttemptAt: null,
      problemKind: null,
      problem: Prisma.DbNull,
      skippedReason: null,
      updatedAt: now(),
    };
    const where = { shop: row.shop, kind: row.kind, key: row.key, claimedBy: null };
    await tx.task.updateMany({
      where: { ...where, state: { in: ["failed", "skipped", "planned"] }, sentAt: null },
      data: {
        ...reset,
        state: "planned",
        erasedAt: null, // the payload is a new one
        payload: row.payload,
        queue: row.queue,
        connectionId: row.connectionId ?? null,
        afterTaskId: row.afterTaskId ?? null,
      },
    });
    await tx.task.updateMany({
      where: { ...where, state: { in: ["failed", "skipped"] }, sentAt: { not: null } },
      data: { ...reset, state: "ambiguous" },
    });
  }
}
