/** planned → sending → done, or ambiguous, failed, skipped. */
export const TASK_STATES = [
  "planned",
  "sending",
  "ambiguous",
  "done",
  "failed",
  "skipped",
] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const isTaskState = (text: string): text is TaskState =>
  (TASK_STATES as readonly string[]).includes(text);

/** What a person may put aside: a done act stays done, and a call that is out is looked up before anything else. */
export const SKIPPABLE: readonly TaskState[] = ["planned", "failed"];
