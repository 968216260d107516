import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { Totals } from "./port/documents.ts";
import type { ProbeIssue, ProbeStep } from "./port/probe.ts";

type Failure =
  | { class: "auth" }
  | { class: "permission" }
  | { class: "config"; action: string; actionText?: RefusalText }
  | { class: "unmapped"; what: string }
  | { class: "validation"; field: string; limit?: number }
  | { class: "notFound" }
  | { class: "gone" }
  | { class: "stateConflict" }
  | { class: "versionConflict" }
  | { class: "duplicate"; ids: string[] }
  | { class: "confirmation"; code: string }
  | { class: "totalsMismatch"; expected: Totals; actual: Totals; currency: string }
  | { class: "rateLimited"; retryAfterMs: number }
  /** `retryAfterMs`: the ERP says itself when it may be asked again. */
  | { class: "unavailable"; retryAfterMs?: number }
  | { class: "ambiguous"; retryAfterMs?: number }
  | { class: "unsupported"; capability: string }
  | { class: "internal" };

/**
 * How an ERP call can fail; what the task list does with each is decided in one place
 * (tasks/outcome.ts). `message` is English or what
 * the ERP itself said; `text` the same as a coded sentence, where it is an adapter's own, for
 * screens in the reader's language.
 */
export type ErpErrorDetail = Failure & { message: string; text?: RefusalText };

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
