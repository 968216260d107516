import type { OrderId, RefundId } from "#app/lib/ids.ts";
import type { DocumentPlan } from "#app/domain/documents/plan/plan.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { RefundState } from "./states.ts";

/** A refund with the credit memo that would be made of it now. */
export interface CreditMemoPreview {
  refundId: RefundId;
  orderId: OrderId;
  orderName: string;
  /** What the row says once this is stored. */
  state: RefundState;
  /** Why it waits, makes none, or cannot make one. */
  reason: ProblemValue | null;
  /** The document with its proof, why and problems; null: nothing is planned (it waits, or there is nothing to credit). */
  plan: DocumentPlan | null;
  problems: ProblemValue[];
}

export interface CreditMemosCreated {
  /** Their credit memos are being made now. */
  enqueued: RefundId[];
  /** Have theirs already, or it is being made. */
  already: RefundId[];
  refused: { refundId: RefundId; problems: ProblemValue[] }[];
  /** Not a refund of this shop. */
  unknown: string[];
}

export type UnlinkMemoRefusal =
  { kind: "not-found" } | { kind: "nothing-to-unlink" } | { kind: "still-sending" };
