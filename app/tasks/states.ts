import { stateMachine } from "#app/lib/states.ts";

/** A task: planned → sending → done, or ambiguous, failed, skipped. */
export const TASK = stateMachine({
  planned: ["sending", "skipped"],
  sending: ["planned", "ambiguous", "done", "failed"],
  ambiguous: ["planned", "sending", "done", "failed"],
  failed: ["planned", "ambiguous", "skipped"],
  skipped: ["planned", "ambiguous"],
  done: [],
});
export type TaskState = (typeof TASK.states)[number];

/** A call has left whose answer is not known: nothing else may be decided about the act. */
export const OUT: readonly TaskState[] = ["sending", "ambiguous"];
export const isOut = (state: string): boolean => (OUT as readonly string[]).includes(state);

/** Not at its end yet, and no person is asked. */
export const UNSETTLED: readonly TaskState[] = ["planned", ...OUT];

/** What a person may put aside: a done act stays done, and a call that is out is looked up before anything else. */
export const SKIPPABLE: readonly TaskState[] = TASK.before("skipped");

/** How one attempt of a task ended. */
export const ATTEMPT_OUTCOMES = ["done", "lookedUp", "retry", "failed", "ambiguous"] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];
