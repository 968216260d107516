import { randomUUID } from "node:crypto";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Json } from "#app/lib/json.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { Among, ClaimedTask, PlannedTask, UnsureTask } from "./claim.server.ts";
import {
  claimAgain,
  claimPlanned,
  claimUnsure,
  findUnsure,
  storeEvidence,
} from "./claim.server.ts";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import type { Holder } from "./holder.server.ts";
import { holder, isAlive, whileActing } from "./holder.server.ts";
import type { AnyTaskKind, BoundResult, BoundTask } from "./kind.ts";
import {
  TaskLater,
  TaskStop,
  TaskWait,
  bugProblem,
  decideOutcome,
  personalDataErased,
  whileUnsure,
} from "./outcome.ts";
import type { Acting } from "./record.server.ts";
import {
  LostClaim,
  recordBug,
  recordDone,
  recordOutcome,
  recordUnsettled,
} from "./record.server.ts";

/** A call that has not answered by then is cut, and what it did is looked up. */
const CALL_TIMEOUT_MS = 120_000;

/** A task that was taken and is under way. */
export interface Started {
  /** How many tasks of its lane its connection takes at once. */
  inFlight: number;
  /** Others were waiting in its lane; those that came since have asked for a job of their own. */
  more: boolean;
  /** When it came to its next persisted state. */
  ended: Promise<void>;
}

type Kinds = ReadonlyMap<string, AnyTaskKind>;

/**
 * Takes the next task among those named and carries it out up to its next persisted state. Every
 * step is committed before the next begins, so a
 * process may die at any line: planned → [claim] → sending → [evidence] → the call → [done | failed
 * | planned | ambiguous].
 * Null when there is nothing to do.
 */
export async function startNext(kinds: Kinds, where: Among): Promise<Started | null> {
  const me = await holder();
  const traceId = randomUUID();
  const planned = await claimPlanned(where, me, { traceId, sure: false });
  return planned && start(kinds, planned, { me, traceId });
}

/** The same, unless others of them are to be looked up first: `settleUnsure`. */
export async function startIfSure(kinds: Kinds, where: Among): Promise<Started | null | "unsure"> {
  const me = await holder();
  const traceId = randomUUID();
  const planned = await claimPlanned(where, me, { traceId, sure: true });
  return planned === null || planned === "unsure"
    ? planned
    : start(kinds, planned, { me, traceId });
}

function start(kinds: Kinds, planned: PlannedTask, attempt: Attempt): Started {
  const probe = planned.connection && readProbe(planned.connection);
  return {
    inFlight: probe?.capabilities.rate.inFlight ?? 1,
    more: planned.more,
    ended: whileActing(planned.id, () => carryOut(kinds, planned, attempt, "planned")).then(
      () => undefined,
    ),
  };
}

/** Looks up every task whose call left without a known answer; a living worker's are left alone. */
export async function settleUnsure(kinds: Kinds, where: Among): Promise<{ stillRunning: boolean }> {
  const me = await holder();
  let stillRunning = false;
  for (const seen of await findUnsure(where)) {
    const settled = await whileActing(seen.id, () => takeOver(kinds, where.shop, seen, me));
    if (settled !== true) stillRunning = true;
  }
  return { stillRunning };
}

async function takeOver(
  kinds: Kinds,
  shop: string,
  seen: UnsureTask,
  me: Holder,
): Promise<boolean> {
  if (await isAlive(seen.claimedBy, me)) return false;
  const traceId = randomUUID();
  const task = await claimUnsure(shop, seen, me, traceId);
  if (task) await carryOut(kinds, task, { me, traceId }, "unsure");
  return true;
}

/** One task by its id, whatever makes it due: what a person's "run now" and the tests use. */
export async function runTask(kinds: Kinds, shop: string, id: string): Promise<void> {
  await settleUnsure(kinds, { shop, id });
  await (
    await startNext(kinds, { shop, id })
  )?.ended;
}

/** Who carries a task out, and the name of this attempt in the log. */
interface Attempt {
  me: Holder;
  traceId: string;
}

async function carryOut(
  kinds: Kinds,
  task: ClaimedTask,
  attempt: Attempt,
  from: "planned" | "unsure",
): Promise<void> {
  const { me, traceId } = attempt;
  const log = logger.child({ shop: task.shop, task: task.id, kind: task.kind, traceId });
  let bound: BoundTask | null = null;
  try {
    bound = bind(kinds, task, attempt);
    const acting = { task, me, bound };
    if (from === "unsure" && !(await lookUpFirst(acting))) return;
    await act(acting);
  } catch (error) {
    if (error instanceof LostClaim) {
      log.warn("another process took the task over; its answer counts");
      return;
    }
    // The state stays as committed; the job is tried again and looks up first.
    if (isDatabaseTrouble(error)) throw error;
    log.error({ err: error }, "a task met something unexpected");
    await recordBug(task, me, bound, bugProblem(traceId)).catch((lost: unknown) => {
      if (!(lost instanceof LostClaim)) throw lost;
    });
  }
}

function bind(kinds: Kinds, task: ClaimedTask, { me, traceId }: Attempt): BoundTask {
  const kind = kinds.get(task.kind);
  if (!kind) throw new Error(`no task kind "${task.kind}" in the catalog`);
  return kind.bind({
    shop: task.shop,
    taskId: task.id,
    kind: task.kind,
    key: task.key,
    queue: task.queue,
    orderId: task.orderId,
    payload: task.payload,
    connection: task.connection,
    predecessorResult: task.predecessorResult,
    evidence: heldOf(task.evidence),
    traceId,
    signal: AbortSignal.any([me.signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
  });
}

const heldOf = (evidence: Json): Json =>
  evidence !== null && typeof evidence === "object" && !Array.isArray(evidence)
    ? (evidence.held ?? null)
    : null;

/** True when the earlier call is known to have left nothing behind and the task is in state sending again. */
async function lookUpFirst(acting: Acting): Promise<boolean> {
  const { bound, task, me } = acting;
  // Evidence is committed before the call leaves: without it, the call never left.
  if (bound.keepsEvidence && task.evidence === null) return claimAgain(task, me);
  let answer;
  try {
    answer = await bound.lookUp();
  } catch (error) {
    if (error instanceof TaskStop) {
      await recordOutcome(acting, { next: "stop", left: true, problem: error.problem });
      return false;
    }
    await recordOutcome(
      acting,
      whileUnsure(decideOutcome(sort(bound, error), task.tries, bound.target)),
    );
    return false;
  }
  if (answer.found === "one") {
    await accept(acting, answer.result, "lookedUp");
    return false;
  }
  if (answer.found === "many") {
    const detail: ErpErrorDetail = {
      class: "duplicate",
      ...said(refusal("answer.several", { numbers: answer.ids.join(", ") })),
      ids: answer.ids,
    };
    await recordOutcome(acting, decideOutcome(detail, task.tries, bound.target));
    return false;
  }
  const settled = new Date((task.sentAt ?? now()).getTime() + bound.settleMs());
  if (task.sentAt !== null && settled > now()) {
    await recordUnsettled(task, me, settled);
    return false;
  }
  return claimAgain(task, me);
}

/** Evidence is written down again only where it differs from what an earlier try wrote. */
const isNews = (task: ClaimedTask, evidence: Json): boolean =>
  task.evidence === null || canonicalJson(heldOf(task.evidence)) !== canonicalJson(evidence);

async function act(acting: Acting): Promise<void> {
  const { bound, task, me } = acting;
  let left = false;
  let result: BoundResult;
  try {
    if (bound.personal && task.erasedAt !== null) throw new TaskStop(personalDataErased());
    const prepared = await bound.prepare();
    if (bound.keepsEvidence && isNews(task, prepared.evidence))
      if (!(await storeEvidence(task, me, prepared.evidence))) return;
    left = true;
    result = await prepared.act();
  } catch (error) {
    if (error instanceof LostClaim) throw error;
    if (error instanceof TaskStop) {
      await recordOutcome(acting, { next: "stop", left: false, problem: error.problem });
      return;
    }
    if (error instanceof TaskWait) {
      await recordOutcome(acting, { next: "wait", left: false, problem: error.problem });
      return;
    }
    if (error instanceof TaskLater) {
      await recordOutcome(acting, {
        next: "again",
        inMs: error.inMs,
        counts: false,
        left: false,
        problem: error.problem,
      });
      return;
    }
    const detail = sort(bound, error);
    await recordOutcome(
      acting,
      decideOutcome(
        !left && detail.class === "ambiguous"
          ? { class: "unavailable", message: detail.message }
          : detail,
        task.tries,
        bound.target,
      ),
    );
    return;
  }
  await accept(acting, result, "done");
}

async function accept(
  acting: Acting,
  result: BoundResult,
  how: "done" | "lookedUp",
): Promise<void> {
  const { bound, task, me } = acting;
  if (result.refusal)
    await recordOutcome(acting, decideOutcome(result.refusal, task.tries, bound.target), result);
  else await recordDone(task, me, result, how);
}

/** The class of an error, or the error itself thrown on when it has none: a bug. */
function sort(bound: BoundTask, error: unknown): ErpErrorDetail {
  if (error instanceof ErpError) return error.detail;
  const sorted = bound.sortError(error);
  if (sorted) return sorted;
  throw error;
}
