import type { Totals } from "./port/documents.ts";
import type { ProbeIssue, ProbeStep } from "./port/probe.ts";

/** How an ERP call can fail; what the task list does with each is decided in one place (tasks/outcome.ts). */
export type ErpErrorDetail =
  | { class: "auth"; message: string }
  | { class: "permission"; message: string }
  | { class: "config"; message: string; action: string }
  | { class: "unmapped"; message: string; what: string }
  | { class: "validation"; message: string; field: string; limit?: number }
  | { class: "notFound"; message: string }
  | { class: "gone"; message: string }
  | { class: "stateConflict"; message: string }
  | { class: "versionConflict"; message: string }
  | { class: "duplicate"; message: string; ids: string[] }
  | { class: "confirmation"; message: string; code: string }
  | { class: "totalsMismatch"; message: string; expected: Totals; actual: Totals }
  | { class: "rateLimited"; message: string; retryAfterMs: number }
  | { class: "unavailable"; message: string }
  | { class: "ambiguous"; message: string }
  | { class: "unsupported"; message: string; capability: string }
  | { class: "internal"; message: string };

export class ErpError extends Error {
  constructor(readonly detail: ErpErrorDetail) {
    super(detail.message);
    this.name = "ErpError";
  }
}

/** A connection's test that could not be carried to its end: how far it came, and what to do. */
export class ProbeFailure extends ErpError {
  constructor(
    detail: ErpErrorDetail,
    readonly steps: ProbeStep[],
    readonly issues: ProbeIssue[],
  ) {
    super(detail);
    this.name = "ProbeFailure";
  }
}
