import type { LineProofRow } from "./line-kinds/catalog.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { FoundItem, NewItem } from "#app/domain/mapping/items/decide.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { NewCustomer } from "#app/domain/mapping/customers/new-customer.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

/** What planning an order's document gives: preview shows it, create sends it: the same value. */
export interface DocumentPlan {
  /** Absent when a problem keeps it from being made. A customer still to be created has the placeholder ref id "new". */
  document: DocumentDraft | null;
  /** Created first, by its own Task. */
  newCustomer: NewCustomer | null;
  /** Items to create before the document (M-40, setting autoCreateItems); lines name them by the ref id `new:<variant gid>`. */
  newItems: NewItem[];
  /** Matches found by looking up, to be kept as links so that the next order needs no look-up (M-11, M-12, M-40). */
  found: {
    customers: { link: string; ref: ErpRef; name: string; foundBy: string }[];
    items: FoundItem[];
  };
  proof: Proof;
  explanation: Explanation[];
  problems: ProblemValue[];
}

export interface Proof {
  currency: string;
  rows: ProofRow[];
  /** Largest difference that goes on a rounding line. */
  tolerance: Decimal;
  proved: boolean;
}

export interface ProofRow {
  kind: LineProofRow | "tax" | "total";
  shopify: Decimal;
  document: Decimal;
  difference: Decimal;
}
