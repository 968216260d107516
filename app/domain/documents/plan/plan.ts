import type { LineProofRow } from "./line-kinds/catalog.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { FoundItem, NewItem } from "#app/domain/mapping/items/decide.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { NewCustomer } from "#app/domain/mapping/customers/new-customer.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";

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
  /** Refunds there were when this was planned; a later one makes the document differ. Absent in plans of earlier versions. */
  refunds?: string[];
  /** Part of Shopify's total that the document leaves to the sales channel: its taxes. Absent: the document has all of the total. */
  offDocument?: MoneyBag;
  /** Of a divided order: the part that the document has. Absent: it has all of it. */
  share?: DocumentShare;
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
  /** channelTax…: tax that the sales channel remits, on the document or left off it; orderTotal: Shopify's total with what is left off;
   * refunded: the payments that went back; agreement: what Shopify's own sales records say of a refund; exchange: what they say that went out instead;
   * returnBalance: what the buyer owes for that beyond what came back, or gets back;
   * exchangeOnMemo: what the refund's goods paid for of that, as the credit memo's own lines sell it. */
  kind:
    | LineProofRow
    | "tax"
    | "taxRate"
    | "channelTaxOn"
    | "channelTaxOff"
    | "orderTotal"
    | "refunded"
    | "agreement"
    | "exchange"
    | "returnBalance"
    | "exchangeOnMemo"
    | "total";
  /** Which tax, of a row of one of several. */
  label?: string;
  shopify: Decimal;
  document: Decimal;
  difference: Decimal;
}
