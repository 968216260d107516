import type { CustomerData, DocumentDraft, ErpRef } from "#app/erp/port.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Json } from "#app/lib/json.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";

/** What planning an order's document gives: preview shows it, create sends it: the same value. */
export interface DocumentPlan {
  /** Absent when a problem keeps it from being made. A customer still to be created has the placeholder ref id "new". */
  document: DocumentDraft | null;
  /** Created first, by its own Task. */
  newCustomer: { shopifyId: string; data: CustomerData } | null;
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
  kind: "items" | "giftCards" | "tips" | "shipping" | "duties" | "fees" | "cashRounding" | "tax" | "rounding" | "total";
  shopify: Decimal;
  document: Decimal;
  difference: Decimal;
}

/** One decision and why: the rule that decided, what lost, and where to change it. */
export interface Explanation {
  /** What was decided: documentType, sellTo, billTo, location, shipmentMethod, paymentTerms, taxArea, number, line:<id> … */
  about: string;
  /** Rule id, e.g. "M-13". */
  rule: string;
  /** i18n key of the sentence, with its parameters. */
  text: string;
  params: Record<string, Json>;
  lost: { text: string; params: Record<string, Json> }[];
  /** Route path of the setting or mapping that decided. */
  change?: string;
}

export type { ErpRef };
