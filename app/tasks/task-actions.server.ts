import type { ConnectionId, OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { RefusalText } from "#app/erp/refusals.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { answerColumns, noAnswer, textJson } from "./answer.server.ts";
import { tellFollowers } from "./record.server.ts";
import { SKIPPABLE } from "./states.ts";
import { wakeQueues, wokenQueues } from "./wake.server.ts";

export type ActionRefusal = { kind: "not-found" } | { kind: "not-now"; state: string };

/**
 * Lets a stopped task go again, now. What an earlier call may have left behind is looked up before
 * anything is sent (the state says so),
 * so retrying can never make a second document.
 */
export async function retryTask(
  shop: string,
  id: string,
  by: string,
): Promise<Result<{ id: string }, ActionRefusal>> {
  if (!isUuid(id)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [task] = await retryWhere(tx, Prisma.sql`t.shop = ${shop} AND t.id = ${id}::uuid`, by);
    if (task) return ok({ id });
    const found = await tx.task.findFirst({ where: { shop, id }, select: { state: true } });
    return err(found ? { kind: "not-now", state: found.state } : { kind: "not-found" });
  });
}

/** Retries every failed task with the same cause; returns how many. */
export async function retryGroup(shop: string, cause: string, by: string): Promise<number> {
  return db.$transaction(
    async (tx) =>
      (
        await retryWhere(
          tx,
          Prisma.sql`t.shop = ${shop} AND t.state = 'failed' AND t.problem ->> 'cause' = ${cause}`,
          by,
        )
      ).length,
  );
}

/** What was put aside with another task goes again, in the caller's transaction (a person takes an unlinking back). */
export async function retrySkippedAfter(
  tx: Tx,
  shop: string,
  afterTaskId: TaskId,
  by: string,
): Promise<void> {
  await retryWhere(
    tx,
    Prisma.sql`t.shop = ${shop} AND t."afterTaskId" = ${afterTaskId}::uuid AND t.state = 'skipped'`,
    by,
  );
}

async function retryWhere(tx: Tx, where: Prisma.Sql, by: string): Promise<{ id: string }[]> {
  const at = now();
  const retried = said(refusal("answer.retried", { by }));
  const rows = await tx.$queryRaw<{ id: string; shop: string; queue: string }[]>`
    UPDATE "Task" t SET state = CASE WHEN t."sentAt" IS NULL THEN 'planned' ELSE 'ambiguous' END,
      tries = 0, "nextAttemptAt" = NULL, "claimedBy" = NULL, "problemKind" = NULL, problem = NULL, "skippedReason" = NULL, "lastAnswer" = ${retried.message}, "lastAnswerText" = ${textJson(retried)}, "updatedAt" = ${at}
    WHERE ${where} AND (t.state IN ('failed', 'skipped') OR (t.state IN ('planned', 'ambiguous')
      AND t."claimedBy" IS NULL))
    RETURNING t.id, t.shop, t.queue`;
  const [first] = rows;
  if (!first) return [];
  await tx.task.updateMany({
    where: {
      shop: first.shop,
      afterTaskId: { in: rows.map(({ id }) => id) },
      state: "planned",
      problemKind: "waits-for-task",
    },
    data: { problemKind: null, problem: Prisma.DbNull, ...noAnswer, updatedAt: at },
  });
  await wakeQueues(tx, rows);
  return rows;
}

/** What a task was that somebody put aside. */
export interface SkippedTask {
  id: TaskId;
  kind: string;
  orderId: OrderId | null;
  orderName: string | null;
  payload: unknown;
  /** The person's reason. */
  text: string;
}

/** Puts a task aside for good, with a reason; what follows it waits and says so. */
export async function skipTask(
  tx: Tx,
  shop: string,
  id: string,
  { reason, by }: { reason: string; by: string },
): Promise<Result<SkippedTask, ActionRefusal | { kind: "reason-missing" }>> {
  const text = reason.trim();
  if (!text) return err({ kind: "reason-missing" });
  if (!isUuid(id)) return err({ kind: "not-found" });
  const [skipped] = await tx.task.updateManyAndReturn({
    where: { shop, id, state: { in: [...SKIPPABLE] } },
    data: {
      state: "skipped",
      skippedReason: text,
      nextAttemptAt: null,
      ...answerColumns(said(refusal("answer.skipped", { by, reason: text }))),
      updatedAt: now(),
    },
    select: { id: true, kind: true, orderId: true, orderName: true, payload: true },
  });
  if (skipped) {
    await tellFollowers(tx, shop, skipped.id, "skipped");
    return ok({ ...skipped, text });
  }
  const found = await tx.task.findFirst({ where: { shop, id }, select: { state: true } });
  return err(found ? { kind: "not-now", state: found.state } : { kind: "not-found" });
}

/**
 * Skips what is still planned or failed of one order, in the caller's transaction (unlink does
 * this); what is out is left to be settled.
 */
export async function skipPlannedOf(
  tx: Tx,
  shop: string,
  taskIds: TaskId[],
  reason: RefusalText,
): Promise<void> {
  if (taskIds.length === 0) return;
  await tx.task.updateMany({
    where: { shop, id: { in: taskIds }, state: { in: [...SKIPPABLE] } },
    data: {
      state: "skipped",
      skippedReason: String(reason.params.reason ?? said(reason).message),
      nextAttemptAt: null,
      ...answerColumns(said(reason)),
      updatedAt: now(),
    },
  });
}

/** Wakes the shop's tasks that wait with this problem, in the transaction that solved it. */
export async function wakeWaiting(tx: Tx, shop: string, problemKind: string): Promise<void> {
  await wake(tx, shop, Prisma.sql`"problemKind" = ${problemKind}`);
}

/** Which tasks wait, and with what. */
interface Waiting {
  kinds: string[];
  problemKinds: string[];
}

/** Condition on an order `o`: `wakeWaitingOf` would find something. */
export const hasWaiting = ({ kinds, problemKinds }: Waiting): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM "Task" t WHERE t.shop = o.shop AND t."orderId" = o."orderId" AND t.state = 'planned'
    AND t.kind = ANY(${kinds}::text[]) AND t."problemKind" = ANY(${problemKinds}::text[]))`;

/** Wakes tasks of these kinds that wait with one of these problems for one of these orders. */
export async function wakeWaitingOf(
  tx: Tx,
  shop: string,
  of: Waiting & { orderIds: OrderId[] },
): Promise<void> {
  await wake(
    tx,
    shop,
    Prisma.sql`"orderId" = ANY(${of.orderIds}::text[]) AND kind = ANY(${of.kinds}::text[]) AND "problemKind" = ANY(${of.problemKinds}::text[])`,
  );
}

async function wake(tx: Tx, shop: string, which: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    WITH woken AS (
      UPDATE "Task" SET "nextAttemptAt" = NULL, "problemKind" = NULL, problem = NULL, "lastAnswer" = NULL,
        "lastAnswerText" = NULL, "updatedAt" = ${now()}
      WHERE shop = ${shop} AND state = 'planned' AND "claimedBy" IS NULL AND ${which} RETURNING queue
    ) SELECT ${wokenQueues(shop, Prisma.sql`woken`)}`;
}

/** Wakes what waits on a connection that goes on again, in the caller's transaction. */
export async function resumeTasksOf(
  tx: Tx,
  shop: string,
  connectionId: ConnectionId,
): Promise<void> {
  const at = now();
  const rows = await tx.$queryRaw<{ queue: string }[]>`
    UPDATE "Task" SET "nextAttemptAt" = NULL, "updatedAt" = ${at},
      "problemKind" = CASE WHEN "problemKind" = 'erp-auth' THEN NULL ELSE "problemKind" END, problem = CASE WHEN "problemKind" = 'erp-auth' THEN NULL ELSE problem END
    WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND state IN ('planned', 'ambiguous')
      AND "claimedBy" IS NULL AND ("problemKind" IS NULL OR "problemKind" = 'erp-auth')
    RETURNING queue`;
  await wakeQueues(
    tx,
    rows.map(({ queue }) => ({ shop, queue })),
  );
}
