import type { ConnectionId, OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Task } from "#app/db/generated/client.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { textJson } from "./answer.server.ts";
import type { TaskConnection } from "./kind.ts";
import type { Holder } from "./holder.server.ts";

/** A task in this process's hands, as it stood right after the claim was committed. */
export interface ClaimedTask {
  shop: string;
  id: TaskId;
  kind: string;
  key: string;
  queue: string;
  orderId: OrderId | null;
  connectionId: ConnectionId | null;
  payload: Json;
  evidence: Json;
  predecessorResult: Json;
  connection: TaskConnection | null;
  attempts: number;
  tries: number;
  /** When its personal data was erased. */
  erasedAt: Date | null;
  /** When an earlier call left whose effect is unknown; null when this is the first that counts. */
  sentAt: Date | null;
}

/** Which tasks to look among: one, or the due ones of a queue, oldest first, of which an order has one under way at a time. */
export type Among = { shop: string; id: string } | { shop: string; queue: string };

const among = (where: Among): Prisma.Sql =>
  "id" in where
    ? Prisma.sql`t.shop = ${where.shop} AND t.id = ${where.id}::uuid`
    : Prisma.sql`t.shop = ${where.shop} AND t.queue = ${where.queue}`;

const orderIsFree = Prisma.sql`(t."orderId" IS NULL OR NOT EXISTS (SELECT 1 FROM "Task" o WHERE o.shop = t.shop AND o."orderId" = t."orderId" AND o.queue = t.queue AND o.state = 'sending'))`;

/** As "Task_planned_idx" has it: a follower of a task that failed or was skipped is not even looked at. */
const mayStart = Prisma.sql`t.state = 'planned' AND t."problemKind" IS DISTINCT FROM 'waits-for-task'`;

/**
 * Work of a shop that removed the app rests; the sweep wakes it when the app is installed again. Written as look-ups of one row each, not
 * as EXISTS: the database would otherwise read every finished task once to answer that for all that wait.
 */
const due = (shop: string, at: Date): Prisma.Sql => Prisma.sql`
  (SELECT s."uninstalledAt" FROM "Shop" s WHERE s.domain = ${shop}) IS NULL AND
  COALESCE(t."nextAttemptAt", '-infinity') <= ${at}
  AND (t."afterTaskId" IS NULL OR (SELECT p.state FROM "Task" p WHERE p.shop = t.shop AND p.id = t."afterTaskId") = 'done')
  AND (t."connectionId" IS NULL OR EXISTS (SELECT 1 FROM "ErpConnection" c WHERE c.shop = t.shop AND c.id = t."connectionId" AND c."pausedAt" IS NULL AND (c."waitUntil" IS NULL OR c."waitUntil" <= ${at})))`;

const returned = Prisma.sql`t.shop, t.id, t.kind, t.key, t.queue, t."orderId", t."connectionId", t.payload, t.evidence, t.attempts, t.tries, t."sentAt", t."erasedAt",
  (SELECT p.result FROM "Task" p WHERE p.shop = t.shop AND p.id = t."afterTaskId") AS "predecessorResult",
  (SELECT jsonb_build_object('shop', c.shop, 'id', c.id, 'adapter', c.adapter, 'title', c.title, 'settings', c.settings, 'secrets', c.secrets, 'probe', c.probe)
    FROM "ErpConnection" c WHERE c.shop = t.shop AND c.id = t."connectionId") AS connection`;

/** The tasks whose call left and whose answer is not known, that are due. */
const isUnsure = (where: Among, at: Date): Prisma.Sql =>
  Prisma.sql`${among(where)} AND t.state IN ('sending', 'ambiguous') AND ${due(where.shop, at)}`;

/** `more`: others were waiting in its queue. */
export type PlannedTask = ClaimedTask & { more: boolean };

interface Claim<Sure extends boolean> {
  traceId: string;
  sure: Sure;
  /** Kinds of which more than one is taken, and how many. */
  together?: ReadonlyMap<string, number>;
}

/** Of each order the first that waits, so that what is taken with another is never of the same. */
const isFirstOfOrder = Prisma.sql`NOT EXISTS (SELECT 1 FROM "Task" e WHERE e.shop = t.shop AND e."orderId" = t."orderId" AND e.queue = t.queue
  AND e.state = 'planned' AND e."problemKind" IS DISTINCT FROM 'waits-for-task' AND (e."createdAt", e.id) < (t."createdAt", t.id))`;

/**
 * planned → sending, committed before any call leaves, with its attempt row. Compare-and-set: of two workers one gets the task. The oldest is
 * taken, and where its kind goes together, others of that kind.
 * Empty when there is none to take; with `sure`, "unsure" where others of them are to be looked up first.
 */
export async function claimPlanned<Sure extends boolean>(
  where: Among,
  me: Holder,
  { traceId, sure, together = new Map<string, number>() }: Claim<Sure>,
): Promise<PlannedTask[] | (Sure extends true ? "unsure" : never)> {
  const at = now();
  const free = "queue" in where ? orderIsFree : Prisma.sql`TRUE`;
  const unsure = sure
    ? Prisma.sql`SELECT 1 FROM "Task" t WHERE ${isUnsure(where, at)} LIMIT 1`
    : Prisma.sql`SELECT 1 WHERE FALSE`;
  const rows = await db.$queryRaw<(Partial<PlannedTask> & { unsure: boolean })[]>`
    WITH unsure AS (${unsure}), first AS MATERIALIZED (
      SELECT t.id, t.kind, t."orderId" FROM "Task" t WHERE ${among(where)} AND ${mayStart} AND ${due(where.shop, at)} AND ${free} AND NOT EXISTS (SELECT 1 FROM unsure)
      ORDER BY t."createdAt", t.id LIMIT 1 FOR UPDATE SKIP LOCKED
    ), others AS MATERIALIZED (
      SELECT t.id FROM "Task" t WHERE ${among(where)} AND ${mayStart} AND ${due(where.shop, at)} AND ${free} AND ${isFirstOfOrder}
        AND t.kind = (SELECT kind FROM first) AND t.id <> (SELECT id FROM first) AND t."orderId" <> (SELECT "orderId" FROM first)
      ORDER BY t."createdAt", t.id
      LIMIT (SELECT COALESCE(MAX(k.most) - 1, 0) FROM first JOIN unnest(${[...together.keys()]}::text[], ${[...together.values()]}::int[]) AS k(kind, most) ON k.kind = first.kind)
      FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE "Task" t SET state = 'sending', "claimedBy" = ${me.id}, attempts = t.attempts + 1, "sentAt" = ${at}, "nextAttemptAt" = NULL, evidence = NULL, "updatedAt" = ${at}
      WHERE t.shop = ${where.shop} AND t.id = ANY(ARRAY(SELECT id FROM first UNION ALL SELECT id FROM others)) AND t.state = 'planned'
      RETURNING ${returned}, (SELECT n.id FROM "Task" n WHERE n.shop = t.shop AND n.queue = t.queue AND n.id <> ALL(ARRAY(SELECT id FROM first UNION ALL SELECT id FROM others))
        AND n.state = 'planned' AND n."problemKind" IS DISTINCT FROM 'waits-for-task' ORDER BY n."createdAt", n.id LIMIT 1) IS NOT NULL AS more
    ), attempt AS (
      INSERT INTO "TaskAttempt" (shop, id, "taskId", number, "startedAt", "traceId") SELECT shop, gen_random_uuid(), id, attempts, ${at}, ${traceId} FROM claimed
    )
    SELECT c.*, EXISTS (SELECT 1 FROM unsure) AS unsure FROM (VALUES (1)) one LEFT JOIN claimed c ON TRUE`;
  if (rows[0]?.unsure) return "unsure" as Sure extends true ? "unsure" : never;
  return rows.filter((row): row is PlannedTask & { unsure: boolean } => row.id != null);
}

const PROCESS_ENDED = said(refusal("answer.processEnded"));

export type UnsureTask = Pick<Task, "id" | "claimedBy" | "attempts" | "state">;

/** Tasks whose call left and whose answer is not known: of a dead worker, or found ambiguous earlier and due. */
export async function findUnsure(where: Among): Promise<UnsureTask[]> {
  const at = now();
  return db.$queryRaw<UnsureTask[]>`
    SELECT t.id, t."claimedBy", t.attempts, t.state FROM "Task" t
    WHERE ${isUnsure(where, at)} ORDER BY t."createdAt", t.id`;
}

/** sending or ambiguous → ambiguous in our hands. Compare-and-set on what was seen, so that one process takes a dead one's task over. */
export async function claimUnsure(
  shop: string,
  seen: UnsureTask,
  me: Holder,
  traceId: string,
): Promise<ClaimedTask | null> {
  const at = now();
  const rows = await db.$queryRaw<ClaimedTask[]>`
    WITH claimed AS (
      UPDATE "Task" t SET state = 'ambiguous', "claimedBy" = ${me.id}, attempts = t.attempts + 1, "nextAttemptAt" = NULL, "updatedAt" = ${at}
      WHERE t.shop = ${shop} AND t.id = ${seen.id}::uuid AND t.state = ${seen.state} AND t.attempts = ${seen.attempts} AND t."claimedBy" IS NOT DISTINCT FROM ${seen.claimedBy}::int
      RETURNING ${returned}
    ), closed AS (
      UPDATE "TaskAttempt" a SET "endedAt" = ${at}, outcome = 'ambiguous', answer = COALESCE(a.answer, ${PROCESS_ENDED.message}),
        "answerText" = CASE WHEN a.answer IS NULL THEN ${textJson(PROCESS_ENDED)} ELSE a."answerText" END
      FROM claimed c WHERE a.shop = c.shop AND a."taskId" = c.id AND a."endedAt" IS NULL
    ), attempt AS (
      INSERT INTO "TaskAttempt" (shop, id, "taskId", number, "startedAt", "traceId") SELECT shop, gen_random_uuid(), id, attempts, ${at}, ${traceId} FROM claimed
    )
    SELECT * FROM claimed`;
  return rows[0] ?? null;
}

/** ambiguous → sending again, once the look-up has said that the earlier call left nothing. False when the claim was lost. */
export async function claimAgain(task: ClaimedTask, me: Holder): Promise<boolean> {
  const at = now();
  const { count } = await db.task.updateMany({
    where: {
      shop: task.shop,
      id: task.id,
      state: "ambiguous",
      claimedBy: me.id,
      attempts: task.attempts,
    },
    data: { state: "sending", sentAt: at, updatedAt: at },
  });
  return count === 1;
}

/** sending → planned, as if it had not been taken: its call did not leave. */
export async function giveBack({ shop, id, attempts }: ClaimedTask, me: Holder): Promise<void> {
  await db.$executeRaw`
    WITH back AS (
      UPDATE "Task" SET state = 'planned', "claimedBy" = NULL, "sentAt" = NULL, attempts = attempts - 1, "updatedAt" = ${now()}
      WHERE shop = ${shop} AND id = ${id}::uuid AND state = 'sending' AND "claimedBy" = ${me.id} AND attempts = ${attempts} RETURNING id)
    DELETE FROM "TaskAttempt" a USING back b WHERE a.shop = ${shop} AND a."taskId" = b.id AND a.number = ${attempts}`;
}

/** Its call leaves only now, some time after it was taken. False when the claim was lost. */
export const renewClaim = (task: ClaimedTask, me: Holder): Promise<boolean> =>
  noteWhileSending(task, me, { sentAt: now() });

/** What the other side holds already, committed before the call leaves. False when the claim was lost. */
export const storeEvidence = (task: ClaimedTask, me: Holder, evidence: Json): Promise<boolean> =>
  noteWhileSending(task, me, { evidence: { held: evidence } });

async function noteWhileSending(
  { shop, id, attempts }: ClaimedTask,
  me: Holder,
  data: Pick<Prisma.TaskUncheckedUpdateManyInput, "sentAt" | "evidence">,
): Promise<boolean> {
  const { count } = await db.task.updateMany({
    where: { shop, id, state: "sending", claimedBy: me.id, attempts },
    data: { ...data, updatedAt: now() },
  });
  return count === 1;
}
