import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { Json } from "#app/lib/json.ts";
import { pauseMs } from "#app/lib/pause.ts";
import type { Target } from "./target.ts";

/** What a person sees beside a task that did not go through; `kind` names an entry of the problem catalog. */
export interface TaskProblem {
  kind: string;
  params: Record<string, Json>;
  /** Equal causes are shown as one group. */
  cause: string;
}

/** Thrown by an act that met a named problem before anything was sent: the task fails with it, for a person to fix. */
export class TaskStop extends Error {
  constructor(
    readonly problem: TaskProblem,
    message: string = problem.kind,
  ) {
    super(message);
    this.name = "TaskStop";
  }
}

/** What the act would hand over is not here any more, and must not be. */
export const personalDataErased = (): TaskProblem => ({
  kind: "personal-data-erased",
  params: {},
  cause: "personal-data-erased",
});

/**
 * Thrown by an act that must not go now, before anything was sent: the task stays planned and
 * visible with the problem until it is woken.
 */
export class TaskWait extends Error {
  constructor(
    readonly problem: TaskProblem,
    message: string = problem.kind,
  ) {
    super(message);
    this.name = "TaskWait";
  }
}

/**
 * Thrown by an act that only watches, when the other side has not finished: asked again after
 * `inMs`, however often it takes.
 */
export class TaskLater extends Error {
  constructor(
    readonly problem: TaskProblem,
    readonly inMs: number,
  ) {
    super(problem.kind);
    this.name = "TaskLater";
  }
}

/**
 * What becomes of a task after an error:
 * `again`: planned, and carried out again at `inMs`; `lookUp`: ambiguous, looked up at `inMs`;
 * `stop`: failed, for a person
 * (or a saved mapping); `wait`: planned until it is woken, and tried once in a while; `pause`:
 * planned, and the whole connection waits for the merchant.
 * `left`: whether the call may have had an effect, so that the next attempt must look up first.
 */
export type Outcome =
  | { next: "again"; inMs: number; counts: boolean; left: false; problem: TaskProblem }
  | { next: "lookUp"; inMs: number; counts: boolean; left: true; problem: TaskProblem }
  | { next: "wait"; left: false; problem: TaskProblem }
  | { next: "stop"; left: boolean; problem: TaskProblem }
  | { next: "pause"; left: boolean; problem: TaskProblem };

const MAX_TRIES = 24;
const MAX_CONFLICTS = 5;
const MAX_LOOK_UPS = 8;

/** 5 s, 10 s, 20 s … at most half an hour. */
export const backOffMs = (tries: number): number =>
  Math.min(5_000 * 2 ** Math.min(tries, 20), 30 * 60_000);

/** One pass over the error classes: `tries` counts the tries before this one. */
export function decideOutcome(error: ErpErrorDetail, tries: number, side: Target = "erp"): Outcome {
  const problem = problemOf(error, side);
  const stop = (left: boolean): Outcome => ({ next: "stop", left, problem });
  switch (error.class) {
    case "auth":
      return { next: "pause", left: false, problem };
    case "rateLimited":
      return {
        next: "again",
        inMs: pauseMs(error.retryAfterMs, 0, 0),
        counts: false,
        left: false,
        problem,
      };
    case "unavailable":
      return tries + 1 >= MAX_TRIES
        ? stop(false)
        : { next: "again", inMs: backOffMs(tries), counts: true, left: false, problem };
    case "versionConflict":
      return tries + 1 >= MAX_CONFLICTS
        ? stop(false)
        : { next: "again", inMs: 0, counts: true, left: false, problem };
    case "ambiguous":
    case "stateConflict":
      return tries + 1 >= MAX_LOOK_UPS
        ? stop(true)
        : {
            next: "lookUp",
            inMs: error.class === "ambiguous" ? 1_000 * tries : 0,
            counts: true,
            left: true,
            problem,
          };
    case "duplicate":
      // Exactly one belongs to the task after all; the look-up says so.
      return error.ids.length > 1 || tries > 0
        ? stop(true)
        : { next: "lookUp", inMs: 0, counts: true, left: true, problem };
    case "totalsMismatch":
    case "internal":
      return stop(true);
    case "permission":
    case "config":
    case "unmapped":
    case "validation":
    case "notFound":
    case "gone":
    case "confirmation":
    case "unsupported":
      return stop(false);
  }
}

const KINDS: Record<ErpErrorDetail["class"], string> = {
  auth: "erp-auth",
  permission: "erp-permission",
  config: "erp-setup",
  unmapped: "erp-refused",
  validation: "erp-refused",
  notFound: "erp-refused",
  gone: "erp-refused",
  stateConflict: "erp-refused",
  versionConflict: "erp-refused",
  duplicate: "duplicate-documents",
  confirmation: "erp-refused",
  totalsMismatch: "totals-mismatch",
  rateLimited: "erp-unavailable",
  unavailable: "erp-unavailable",
  ambiguous: "ambiguous-act",
  unsupported: "erp-refused",
  internal: "internal",
};

/** The same said of Shopify. What has no entry here is said alike of both. */
const SHOPIFY_KINDS: Readonly<Record<string, string>> = {
  "erp-refused": "shopify-refused",
  "erp-setup": "shopify-refused",
  "erp-permission": "shopify-refused",
  "erp-unavailable": "shopify-unavailable",
  "erp-auth": "shopify-token",
};

/** The problem of an error class, in the words of the problem catalog; `class` stays in its params. */
export function problemOf(error: ErpErrorDetail, side: Target = "erp"): TaskProblem {
  const named = KINDS[error.class];
  const kind = side === "shopify" ? (SHOPIFY_KINDS[named] ?? named) : named;
  const subject = causeOf(error);
  return {
    kind,
    params: {
      class: error.class,
      message: error.message,
      ...(error.text ? { text: error.text } : {}),
      ...extraOf(error),
    },
    cause: subject ? `${kind}:${subject}` : kind,
  };
}

function extraOf(error: ErpErrorDetail): Record<string, Json> {
  switch (error.class) {
    case "config":
      return {
        action: error.action,
        ...(error.actionText ? { actionText: error.actionText } : {}),
      };
    case "unmapped":
      return { what: error.what };
    case "validation":
      return { field: error.field, ...(error.limit === undefined ? {} : { limit: error.limit }) };
    case "duplicate":
      return { numbers: error.ids.join(", ") };
    case "confirmation":
      return { code: error.code };
    case "totalsMismatch":
      return {
        expected: error.expected.gross,
        actual: error.actual.gross,
        currency: error.currency,
      };
    case "unsupported":
      return { capability: error.capability };
    case "internal":
      return { trace: error.message };
    case "auth":
    case "permission":
    case "notFound":
    case "gone":
    case "stateConflict":
    case "versionConflict":
    case "rateLimited":
    case "unavailable":
    case "ambiguous":
      return {};
  }
}

function causeOf(error: ErpErrorDetail): string {
  switch (error.class) {
    case "unmapped":
      return error.what;
    case "validation":
      return `${error.field}:${error.message}`;
    case "confirmation":
      return error.code;
    case "unsupported":
      return error.capability;
    case "duplicate":
      return error.ids.join(",");
    case "totalsMismatch":
    case "auth":
    case "rateLimited":
    case "unavailable":
    case "ambiguous":
      return "";
    case "permission":
    case "config":
    case "notFound":
    case "gone":
    case "stateConflict":
    case "versionConflict":
    case "internal":
      return error.message;
  }
}

/** A surprise: what happened is in the log under the trace id, and nothing is repeated blindly. */
export const bugProblem = (traceId: string): TaskProblem => ({
  kind: "internal",
  params: { class: "internal", trace: traceId },
  cause: "internal",
});

/** Why a task that nothing keeps from running still waits. */
export const waitsFor = (what: "failed" | "skipped"): TaskProblem => ({
  kind: "waits-for-task",
  params: { predecessor: what },
  cause: "waits-for-task",
});

/** A look-up that failed tells nothing about the call before it: the task stays ambiguous. */
export function whileUnsure(outcome: Outcome): Outcome {
  switch (outcome.next) {
    case "again":
      return {
        next: "lookUp",
        inMs: outcome.inMs,
        counts: outcome.counts,
        left: true,
        problem: outcome.problem,
      };
    case "stop":
      return { ...outcome, left: true };
    case "pause":
      return { ...outcome, left: true };
    case "wait":
    case "lookUp":
      return outcome;
  }
}
