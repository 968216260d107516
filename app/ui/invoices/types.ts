import type { ErpDocumentRef } from "../shipments/document-link.tsx";
import type { ReasonView } from "../shipments/reason.tsx";

/** One authorized payment of the order, saved with the invoice. Amounts are decimal text. */
export interface PaymentLineView {
  id: string;
  gateway: string;
  currency: string;
  authorized: string;
  capturable: string;
  /** What this invoice captures. */
  amount: string;
  captured: string;
  multiCapturable: boolean;
  expiresAt: string | null;
  state: string;
  reason: ReasonView | null;
  task: { id: string; state: string; attempts: number; nextAt: string | null } | null;
}

/** A posted invoice, as lists show it. */
export interface InvoiceRow {
  id: string;
  number: string;
  orderId: string | null;
  orderName: string | null;
  postedAt: string;
  currency: string;
  gross: string;
  remaining: string;
  /** In the ERP. */
  status: string;
  state: string;
  reason: ReasonView | null;
}

export interface InvoiceView extends InvoiceRow {
  ordinal: number;
  readAt: string | null;
  document: ErpDocumentRef | null;
  lines: PaymentLineView[];
  others: { id: string; number: string; state: string }[];
}

export interface MarketplaceView {
  name: string;
  workflow: string;
  forbidden: string[];
  reason: { kind: string; params: unknown } | null;
}
