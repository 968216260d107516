import { storedProblem } from "#app/domain/problems/problem-view.ts";
import { stateMachine } from "#app/lib/states.ts";

/**
 * A refund and its credit memo. `waitingDocument`: the order has no document yet. `waitingPayment`: money is still on its way back. `nothing`: it
 * makes no credit memo. `ready`: one can be created. `problem`: something keeps it from being created.
 */
export const REFUND = stateMachine({
  waitingDocument: ["waitingPayment", "nothing", "ready", "problem", "creating"],
  waitingPayment: ["waitingDocument", "nothing", "ready", "problem", "creating"],
  nothing: ["waitingDocument", "waitingPayment", "ready", "problem", "creating"],
  ready: ["waitingDocument", "waitingPayment", "nothing", "problem", "creating"],
  // posted: a credit memo that people made in the ERP is the refund's.
  problem: [
    "waitingDocument",
    "waitingPayment",
    "nothing",
    "ready",
    "creating",
    "created",
    "posted",
  ],
  creating: ["created", "problem"],
  // Unlinked: the refund may get another one.
  created: ["posted", "ready"],
  posted: ["created", "ready"],
});

/**
 * A credit memo that people posted in the ERP for an order. `open`: nobody has said what it is for, and the order's refunds wait. `gone`: it was
 * cancelled there.
 */
export const MEMO_BY_HAND = stateMachine({
  open: ["linked", "other", "gone"],
  linked: ["open", "gone"],
  other: ["gone"],
  gone: ["open"],
});
export type RefundState = (typeof REFUND.states)[number];

/** Has its credit memo, or is about to. */
export const isCredited = (state: string): boolean =>
  state === "creating" || state === "created" || state === "posted";

type Kept = { state: string; reason: unknown; documentId: string | null } | undefined;

/** A person put the making of its credit memo aside: only a person has it made. */
export const isPutAside = (row: Kept): boolean =>
  row?.state === "problem" && storedProblem(row.reason)?.kind === "skipped-by-hand";

/** Its credit memo was asked for and could not be made. */
export const wasAsked = (row: Kept): boolean =>
  row?.state === "problem" && row.documentId !== null && !isPutAside(row);
