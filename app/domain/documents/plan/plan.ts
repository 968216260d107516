import type { CustomerData, DocumentDraft, ErpRef, ItemData } from "#app/erp/port.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Json } from "#app/lib/json.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";

/** What planning an order's document gives: preview shows it, create sends it: the same value. */
export interface DocumentPlan {
  /** Absent when a problem keeps it from being made. A customer still to be created has the placeholder ref id "new". */
  document: DocumentDraft | null;
  /** Created first, by its own Task. */
  newCustomer: NewCustomer | null;
  /** Items to create before the document (M-40, setting autoCreateItems); lines name them by the ref id `new:<variant gid>`. */
  newItems: { variantId: string; data: ItemData }[];
  /** Matches found by looking up, to be kept as links so that the next order needs no look-up (M-11, M-12, M-40). */
  found: {
    customers: { link: string; ref: ErpRef; name: string; foundBy: string }[];
    items: {
      variantId: string;
      ref: ErpRef;
      variantCode?: string;
      unit?: string;
      title: string;
      foundBy: string;
    }[];
  };
  proof: Proof;
  explanation: Explanation[];
  problems: ProblemValue[];
}

export interface NewCustomer {
  /** Gid whose number names the customer in the ERP (external key): the Shopify customer, or the order when there is none or its address decides. */
  shopifyId: string;
  /** Key of the link to keep once it exists; absent for a guest, whom nothing identifies. */
  link?: string;
  data: CustomerData;
}

export interface Proof {
  currency: string;
  rows: ProofRow[];
  /** Largest difference that goes on a rounding line. */
  tolerance: Decimal;
  proved: boolean;
}

export interface ProofRow {
  kind:
    | "items"
    | "giftCards"
    | "tips"
    | "shipping"
    | "duties"
    | "fees"
    | "cashRounding"
    | "tax"
    | "rounding"
    | "total";
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
