import { stateMachine } from "#app/lib/states.ts";

/** An announced order that waits to be imported. Excluded: a person keeps it out until a person includes it again. */
export const VERDICT = stateMachine({
  ready: ["held", "error", "excluded"],
  held: ["ready", "excluded"],
  error: ["ready", "held", "excluded"],
  excluded: ["ready"],
});
export type VerdictState = (typeof VERDICT.states)[number];

/** An imported order as far as its sales document goes. */
export const DOCUMENT = stateMachine({
  // Created: a person unlinked the document and takes that back.
  unprocessed: ["creating", "failed", "created"],
  creating: ["created", "failed"],
  failed: ["creating", "created", "unprocessed"],
  created: ["unprocessed"],
});
export type DocumentState = (typeof DOCUMENT.states)[number];

/** Has its document, or is about to: its choices are made. */
export const isProcessed = (state: string): boolean => state === "created" || state === "creating";
