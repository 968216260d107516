import { stateMachine } from "#app/lib/states.ts";

/** A sales document. Unlinked: it stays in the ERP, and its order may get another. */
export const SALES_DOCUMENT = stateMachine({
  planned: ["created", "failed"],
  failed: ["planned", "created", "unlinked"],
  created: ["unlinked"],
  unlinked: ["created"],
});

/** What the ERP says of a document that nobody can ship or invoice any more. */
export const OVER_STATUSES = ["gone", "cancelled"] as const;
