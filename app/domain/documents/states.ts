import { stateMachine } from "#app/lib/states.ts";

/** A sales document. Unlinked: it stays in the ERP, and its order may get another. */
export const SALES_DOCUMENT = stateMachine({
  planned: ["created", "failed"],
  failed: ["planned", "created", "unlinked"],
  created: ["unlinked"],
  unlinked: [],
});
