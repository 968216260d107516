import { stateMachine } from "#app/lib/states.ts";

/**
 * A run. One that only lists ends as listed: what it found waits to be imported. A run of a
 * schedule that found nothing is begun
 * again instead of a new one.
 */
export const RUN = stateMachine({
  running: ["paused", "cancelled", "done", "listed", "failed"],
  paused: ["running", "cancelled"],
  done: ["running", "failed"],
  failed: ["running"],
  listed: [],
  cancelled: [],
});
export type RunState = (typeof RUN.states)[number];

/** Not over: running, or until somebody resumes it. */
export const LIVE: readonly RunState[] = ["running", "paused"];
export const isLive = (state: string): boolean => (LIVE as readonly string[]).includes(state);

/** Runs that list or import orders, that read a feed of posted documents, and that create or amend documents of many orders. */
/** Those that act on documents of the ERP, as far as their tasks are done. */
export const DOCUMENT_RUNS: readonly string[] = ["createDocuments", "amendDocuments"];
export const ORDER_RUNS = ["syncOrders", "importOrders"] as const;
export const RUN_KINDS = [
  ...ORDER_RUNS,
  "shipments",
  "invoices",
  "createDocuments",
  "amendDocuments",
] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** What starts a run: a person, or the clock. */
export const RUN_TRIGGERS = ["click", "schedule"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];
