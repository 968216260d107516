import type { ProblemValue } from "#app/domain/problems/problem.ts";

/** Why a person's act on a payment is not done. */
export type PaymentRefusal =
  | { kind: "not-found" }
  | { kind: "reason-missing" }
  /** What it is doing now does not allow it; `state` is the line's or the invoice's. */
  | { kind: "not-now"; state: string }
  /** Nothing can be captured, and why. */
  | { kind: "refused"; problem: ProblemValue };
