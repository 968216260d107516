import type { TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { isDivisionByZero } from "#app/db/database-trouble.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { gathered } from "#app/lib/gather.server.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import type { Answer } from "./answer.server.ts";
import { answerColumns, answerOf, pausedColumns, textJson } from "./answer.server.ts";
import type { ClaimedTask } from "./claim.server.ts";
import type { Holder } from "./holder.server.ts";
import type { BoundResult, BoundTask, Written } from "./kind.ts";
import type { Outcome, TaskProblem } from "./outcome.ts";
import { waitsFor } from "./outcome.ts";
import { wakeQueueAt, wokenQueues } from "./wake.server.ts";
import { OUT } from "./states.ts";
import type { AttemptOutcome } from "./states.ts";

/** Thrown inside a transaction to undo it: another process took the task over meanwhile, and its word counts. */
export class LostClaim extends Error {}

/** A task this process has claimed, and its kind. */
export interface Acting {
  task: ClaimedTask;
  me: Holder;
  bound: BoundTask;
}

const PAUSE_MS = 30 * 60_000;
/** Whoever fixes the cause wakes the task; this is for the case that the two crossed. */
const WAIT_MS = 60 * 60_000;

interface Change {
  /** What each act came to is `e.result`. */
  set: Prisma.Sql;
  outcome: AttemptOutcome;
  answer: Answer;
}

/** A task and, where it has one, what its act came to, as JSON. */
interface Changing {
  task: ClaimedTask;
  result?: string;
}

/** Changes tasks of one shop and closes their attempts, as far as the claims still stand: parts of a statement. */
function changed(
  all: readonly Changing[],
  me: Holder,
  { set, outcome, answer }: Change,
): Prisma.Sql {
  const at = now();
  const [ids, attempts, results] = [
    all.map(({ task }) => task.id),
    all.map(({ task }) => task.attempts),
    all.map(({ result = "null" }) => result),
  ];
  return Prisma.sql`
    changed AS (
      UPDATE "Task" t SET ${set}, "claimedBy" = NULL, "lastAnswer" = ${answer.message},
        "lastAnswerText" = ${textJson(answer)}, "updatedAt" = ${at}
      FROM unnest(${ids}::uuid[], ${attempts}::int[], ${results}::text[]) AS e(id, attempts, result)
      WHERE t.shop = ${all[0]?.task.shop} AND t.id = e.id AND t.state = ANY(${[...OUT]})
        AND t."claimedBy" = ${me.id} AND t.attempts = e.attempts
      RETURNING t.shop, t.id, t.attempts
    ), attempt AS (
      UPDATE "TaskAttempt" a SET "endedAt" = ${at}, outcome = ${outcome},
        answer = ${answer.message}, "answerText" = ${textJson(answer)}
      FROM changed c WHERE a.shop = c.shop AND a."taskId" = c.id AND a.number = c.attempts
    )`;
}

const takenOver = (task: ClaimedTask): LostClaim => new LostClaim(`task ${task.id} was taken over`);

/** Changes the task, in the caller's transaction; returns whether other tasks wait for it. */
async function change(tx: Tx, task: ClaimedTask, me: Holder, to: Change): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ changed: number; followed: boolean }[]>`
    WITH ${changed([{ task }], me, to)}
    SELECT (SELECT count(*)::int FROM changed) AS changed,
      EXISTS (SELECT 1 FROM "Task" f WHERE f.shop = ${task.shop} AND f."afterTaskId" = ${task.id}::uuid
        AND f.state = 'planned') AS followed`;
  if (row?.changed !== 1) throw takenOver(task);
  return row.followed;
}

const problemSet = (problem: TaskProblem): Prisma.Sql =>
  Prisma.sql`"problemKind" = ${problem.kind}, problem = ${JSON.stringify(problem)}::jsonb`;
const noProblem = Prisma.sql`"problemKind" = NULL, problem = NULL`;

/** How a task came to its end. */
type How = "done" | "lookedUp";

interface Ending {
  task: ClaimedTask;
  me: Holder;
  result: BoundResult;
  how: How;
}

/** The state, the result, its effects and the leave of those who follow: all of it or nothing. */
export async function recordDone(
  task: ClaimedTask,
  me: Holder,
  result: BoundResult,
  how: How,
): Promise<void> {
  const ending = { task, me, result, how };
  await (result.together ? endTogether(ending) : end([ending]));
}

const MOST_TOGETHER = 50;

/** What ends in the same moment is made done in one transaction; where the database refuses that, one by one, so that a bad one stands alone. */
const endTogether = gathered<Ending, void>(
  async (endings) => {
    try {
      await end(endings);
      return [];
    } catch (error) {
      if (endings.length === 1) throw error;
    }
    const alone = await Promise.allSettled(endings.map((ending) => end([ending])));
    return alone.map((one) => (one.status === "rejected" ? (one.reason as Error) : undefined));
  },
  {
    groupOf: ({ task, me, how }) => `${task.shop}\n${task.kind}\n${me.id}\n${how}`,
    most: MOST_TOGETHER,
  },
);

async function end(endings: readonly Ending[]): Promise<void> {
  const [first] = endings;
  if (!first) return;
  const written = first.result.written?.(endings.map(({ result }) => result)) ?? null;
  const { onDone } = first.result;
  if (!onDone && !written?.then) return makeDone(db, endings, written);
  await db.$transaction(async (tx) => {
    await makeDone(tx, endings, written);
    await onDone?.(tx);
    await written?.then?.(tx);
  });
}

/**
 * One statement, so that the usual end of a task costs one round trip. Where a claim was lost it fails by its division, and with it
 * everything it would have written.
 */
async function makeDone(
  tx: Tx,
  endings: readonly Ending[],
  written: Written | null,
): Promise<void> {
  const [first] = endings;
  if (!first) return;
  const { me, how } = first;
  const { shop } = first.task;
  const at = now();
  const all = endings.map(({ task, result }) => ({ task, result: JSON.stringify(result.value) }));
  const done = changed(all, me, {
    set: Prisma.sql`state = 'done', result = e.result::jsonb, "doneAt" = ${at}, "sentAt" = NULL, ${noProblem}`,
    outcome: how,
    answer: said(refusal(`answer.${how}`)),
  });
  const ids = endings.map(({ task }) => task.id);
  try {
    await tx.$queryRaw`
      WITH ${done}, followers AS (
        UPDATE "Task" SET ${noProblem}, "lastAnswer" = NULL, "lastAnswerText" = NULL, "updatedAt" = ${at}
        WHERE shop = ${shop} AND "afterTaskId" = ANY(${ids}::uuid[]) AND state = 'planned' RETURNING queue
      )${written?.parts ? Prisma.sql`, ${written.parts}` : Prisma.empty}
      SELECT 1 / ((SELECT count(*)::int FROM changed) = ${endings.length}::int)::int AS stands, ${wokenQueues(shop, Prisma.sql`followers`)} AS woken,
        ${written?.jobs ?? Prisma.sql`0`} AS added`;
  } catch (error) {
    throw isDivisionByZero(error) ? takenOver(first.task) : error;
  }
}

/** What `decideOutcome` decided, in one transaction. `result` is there when the act happened but cannot be accepted. */
export async function recordOutcome(
  { task, me, bound }: Acting,
  outcome: Outcome,
  result: BoundResult | null = null,
): Promise<void> {
  const answer = answerOf(outcome.problem);
  await db.$transaction(async (tx) => {
    switch (outcome.next) {
      case "again":
      case "lookUp": {
        const at = new Date(now().getTime() + outcome.inMs);
        const state =
          outcome.next === "again"
            ? Prisma.sql`state = 'planned', "sentAt" = NULL`
            : Prisma.sql`state = 'ambiguous'`;
        const tries = task.tries + (outcome.counts ? 1 : 0);
        await change(tx, task, me, {
          set: Prisma.sql`${state}, tries = ${tries}, "nextAttemptAt" = ${at}, ${problemSet(outcome.problem)}`,
          outcome: outcome.next === "again" ? "retry" : "ambiguous",
          answer,
        });
        await wakeQueueAt(tx, task, task.id, at);
        return;
      }
      case "wait": {
        const at = new Date(now().getTime() + WAIT_MS);
        await change(tx, task, me, {
          set: Prisma.sql`state = 'planned', "sentAt" = NULL, "nextAttemptAt" = ${at}, ${problemSet(outcome.problem)}`,
          outcome: "retry",
          answer,
        });
        return;
      }
      case "pause": {
        const keep = outcome.left
          ? Prisma.sql`state = 'ambiguous'`
          : Prisma.sql`state = 'planned', "sentAt" = NULL`;
        // Without a connection to pause, the task itself waits.
        const at = task.connectionId ? null : new Date(now().getTime() + PAUSE_MS);
        await change(tx, task, me, {
          set: Prisma.sql`${keep}, "nextAttemptAt" = ${at}::timestamptz, ${problemSet(outcome.problem)}`,
          outcome: "retry",
          answer,
        });
        if (task.connectionId) {
          await tx.erpConnection.updateMany({
            where: { shop: task.shop, id: task.connectionId, pausedAt: null },
            data: { pausedAt: now(), ...pausedColumns(answer) },
          });
        }
        return;
      }
      case "stop": {
        const sent = outcome.left ? Prisma.sql`"sentAt" = "sentAt"` : Prisma.sql`"sentAt" = NULL`;
        const kept = result
          ? Prisma.sql`, result = ${JSON.stringify(result.value)}::jsonb`
          : Prisma.empty;
        const followed = await change(tx, task, me, {
          set: Prisma.sql`state = 'failed', ${sent}, tries = ${task.tries + 1}, "nextAttemptAt" = NULL, ${problemSet(outcome.problem)}${kept}`,
          outcome: "failed",
          answer,
        });
        await bound.onFailed(tx, outcome.problem, result);
        if (followed) await tellFollowers(tx, task.shop, task.id, "failed");
      }
    }
  });
}

/** A follower of a task that failed or was skipped stays planned, and says why it waits. */
export async function tellFollowers(
  tx: Tx,
  shop: string,
  taskId: TaskId,
  predecessor: "failed" | "skipped",
): Promise<void> {
  const problem = waitsFor(predecessor);
  await tx.task.updateMany({
    where: { shop, afterTaskId: taskId, state: "planned" },
    data: {
      problemKind: problem.kind,
      problem: { ...problem },
      ...answerColumns(answerOf(problem)),
      updatedAt: now(),
    },
  });
}

/** Nothing found yet, and the earlier call may still be acting: looked up again when it no longer can. */
export async function recordUnsettled(task: ClaimedTask, me: Holder, until: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    await change(tx, task, me, {
      set: Prisma.sql`state = 'ambiguous', "nextAttemptAt" = ${until}`,
      outcome: "ambiguous",
      answer: said(refusal("answer.unsettled")),
    });
    await wakeQueueAt(tx, task, task.id, until);
  });
}

/** A surprise inside the app: kept as it stands (the call may have left), counted, and visible with its trace id. */
export async function recordBug(
  task: ClaimedTask,
  me: Holder,
  bound: BoundTask | null,
  problem: TaskProblem,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const followed = await change(tx, task, me, {
      set: Prisma.sql`state = 'failed', "nextAttemptAt" = NULL, ${problemSet(problem)}`,
      outcome: "failed",
      answer: answerOf(problem),
    });
    await bound?.onFailed(tx, problem, null);
    if (followed) await tellFollowers(tx, task.shop, task.id, "failed");
  });
}
