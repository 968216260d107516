import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { Gate, GateClosed } from "#app/lib/gate.ts";
import type { Json } from "#app/lib/json.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { ClaimedTask } from "./claim.server.ts";
import { claimAgain, giveBack, renewClaim, storeEvidence } from "./claim.server.ts";
import type { Holder } from "./holder.server.ts";
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

export type Kinds = ReadonlyMap<string, AnyTaskKind>;

/** Who carries a task out, the name of this attempt in the log, and what lets its call out when its lane has room for it. */
export interface Attempt {
  me: Holder;
  traceId: string;
  gate?: Gate;
}

/** A task on its way to its call. */
interface Going extends Acting {
  gate: Gate;
  deadline: Deadline;
}

/** Cuts a call that does not answer. */
class Deadline {
  private readonly cut = new AbortController();
  private readonly timer = setTimeout(
    () => this.cut.abort(new DOMException("The call did not answer in time.", "TimeoutError")),
    CALL_TIMEOUT_MS,
  ).unref();
  readonly signal = this.cut.signal;

  /** The call leaves now. */
  restart(): void {
    this.timer.refresh();
  }
  end(): void {
    clearTimeout(this.timer);
  }
}

/** Carries a claimed task out up to its next persisted state; every step is committed before the next begins. */
export async function carryOut(
  kinds: Kinds,
  task: ClaimedTask,
  attempt: Attempt,
  from: "planned" | "unsure",
): Promise<void> {
  const { me, traceId, gate = new Gate(1) } = attempt;
  const deadline = new Deadline();
  const log = logger.child({ shop: task.shop, task: task.id, kind: task.kind, traceId });
  let bound: BoundTask | null = null;
  try {
    bound = bind(kinds, task, { me, traceId, deadline });
    const acting = { task, me, bound, gate, deadline };
    if (from === "unsure" && !(await lookUpFirst(acting))) return;
    await act(acting);
  } catch (error) {
    if (error instanceof LostClaim) {
      log.warn("another process took the task over; its answer counts");
      return;
    }
    if (error instanceof GateClosed) return giveBack(task, me);
    // The state stays as committed; the job is tried again and looks up first.
    if (isDatabaseTrouble(error)) throw error;
    log.error({ err: error }, "a task met something unexpected");
    await recordBug(task, me, bound, bugProblem(traceId)).catch((lost: unknown) => {
      if (!(lost instanceof LostClaim)) throw lost;
    });
  } finally {
    deadline.end();
  }
}

function bind(
  kinds: Kinds,
  task: ClaimedTask,
  { me, traceId, deadline }: { me: Holder; traceId: string; deadline: Deadline },
): BoundTask {
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
    signal: AbortSignal.any([me.signal, deadline.signal]),
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

/** A task that waited longer for its turn says anew when its call leaves: how long a cut call may still act counts from then. */
const LONG_WAIT_MS = 1_000;

async function act(acting: Going): Promise<void> {
  const { bound, task, me, gate, deadline } = acting;
  let left = false;
  let result: BoundResult;
  try {
    if (bound.personal && task.erasedAt !== null) throw new TaskStop(personalDataErased());
    const ahead = bound.preparesAhead ? await bound.prepare() : null;
    const waits = now().getTime();
    result = await gate.pass(async () => {
      deadline.restart();
      const isLate = now().getTime() - waits > LONG_WAIT_MS;
      if (isLate && !(await renewClaim(task, me))) throw new LostClaim();
      const prepared = ahead ?? (await bound.prepare());
      if (bound.keepsEvidence && isNews(task, prepared.evidence))
        if (!(await storeEvidence(task, me, prepared.evidence))) throw new LostClaim();
      left = true;
      return prepared.act().catch((error: unknown) => {
        // The job ends, and with it the lane: no other call leaves.
        if (isDatabaseTrouble(error)) gate.close();
        throw error;
      });
    });
  } catch (error) {
    if (error instanceof LostClaim || error instanceof GateClosed) throw error;
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
