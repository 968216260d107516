import { stateMachine } from "#app/lib/states.ts";

/** A webhook delivery: stored, then worked or passed over. */
export const DELIVERY = stateMachine({
  stored: ["done", "ignored"],
  done: [],
  ignored: [],
});
