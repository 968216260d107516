import type { LineKind } from "./line-kinds.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { PostalAddress } from "./customers.ts";
import type { ErpRef } from "./refs.ts";
import type { LineId } from "#app/lib/ids.ts";

export const DOCUMENT_KINDS = ["salesOrder", "salesInvoice", "creditMemo", "returnOrder"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Documents that give back what was sold: a return order is received before it is credited. Their amounts are above zero. */
export const CREDIT_KINDS = ["creditMemo", "returnOrder"] as const satisfies DocumentKind[];
export const isCreditKind = (kind: string): kind is (typeof CREDIT_KINDS)[number] =>
  (CREDIT_KINDS as readonly string[]).includes(kind);

export type DocumentStatus =
  | "draft"
  | "open"
  | "released"
  | "partiallyShipped"
  | "shipped"
  | "partiallyInvoiced"
  | "invoiced"
  | "closed"
  | "cancelled"
  | "gone";

const RELEASED: readonly DocumentStatus[] = [
  "released",
  "partiallyShipped",
  "shipped",
  "partiallyInvoiced",
  "invoiced",
  "closed",
];

/** Released, or further than that. */
export const isReleased = (status: string): boolean =>
  (RELEASED as readonly string[]).includes(status);

export interface DocumentDraft {
  kind: DocumentKind;
  /** Asked-for number; absent: the ERP's own series. */
  number?: string;
  sellTo: ErpRef;
  billTo: ErpRef;
  sellToAddress: PostalAddress;
  billToAddress: PostalAddress;
  shipToAddress: PostalAddress;
  email?: string;
  phone?: string;
  currency: string;
  pricesIncludeTax: boolean;
  /** A day in the company's time zone, YYYY-MM-DD. */
  documentDate: string;
  dueDate?: string;
  externalDocumentNumber?: string;
  shopifyOrderNumber: string;
  shopifyOrderId: string;
  taxArea?: string;
  taxLiable: boolean;
  paymentTerms?: string;
  paymentMethod?: string;
  shipmentMethod?: string;
  shippingAgent?: string;
  shippingAgentService?: string;
  note?: string;
  /** Of a line the ERP's adapter adds for a rounding difference, in the language of documents. */
  roundingText?: string;
  lines: DraftLine[];
  /** Released at once (capability `releaseOnCreate`), if it comes to what is expected; otherwise it stays open. */
  release?: true;
  /** What Shopify says the document must come to. */
  expected: Totals;
}

/** How an item charge is shared over the goods of its document. */
export const CHARGE_WAYS = ["equally", "amount", "quantity"] as const;
export type ChargeWay = (typeof CHARGE_WAYS)[number];

export interface DraftLine {
  /** Stable within the document; for order lines the Shopify line id. */
  key: string;
  kind: LineKind;
  /** item lines (and shipping charged as an item). */
  item?: ErpRef;
  variantCode?: string;
  unit?: string;
  /** G/L lines. */
  account?: string;
  /** Item charge no.: assigned to the item lines (D-22), equally unless `chargeBy` says otherwise. */
  itemCharge?: string;
  chargeBy?: ChargeWay;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Amount off the whole line, in the price basis of the document (incl. tax when pricesIncludeTax). */
  discount: Decimal;
  taxes: DraftTax[];
  location?: string;
  shippingAgent?: string;
  shippingAgentService?: string;
  shopifyLineId?: LineId;
  /** Of a bundle that is one item in the ERP: the order lines of one piece of it. The app's own; an ERP has no use for it. */
  components?: { lineId: LineId; quantity: number }[];
}

/** Tax as charged by Shopify. An ERP that computes taxes compares; one that takes explicit amounts stores them. */
export interface DraftTax {
  title: string;
  /** Fraction, e.g. "0.19"; absent when Shopify gave none. */
  rate?: Decimal;
  amount: Decimal;
  /** The sales channel remits it, not the seller. */
  channelLiable?: boolean;
}

/** gross = net + tax, always. */
export interface Totals {
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
}

export interface DocumentSnapshot extends DocumentHead {
  lines: {
    lineId: string;
    key?: string;
    sequence: number;
    kind: LineKind;
    description: string;
    quantity: Decimal;
    shipped: Decimal;
    invoiced: Decimal;
    amount: Decimal;
  }[];
}

/** A document without its lines: what a step of its life answers. */
export interface DocumentHead {
  ref: ErpRef;
  externalKey?: string;
  kind: DocumentKind;
  status: DocumentStatus;
  currency: string;
  totals: Totals;
  changedAt: string;
  /** Its creation broke off between two steps. createDocument with its key and kind finishes it instead of refusing. */
  unfinished?: true;
}

/** What of a posted credit memo settles a posted invoice of the same customer. */
export interface ApplicationData {
  creditMemo: ErpRef;
  invoice: ErpRef;
  amount: Decimal;
  currency: string;
  date: string;
}

export interface PaymentData {
  invoice: ErpRef;
  /** The invoice does not take it: it stands to the credit of the customer the invoice is billed to. Only where `paymentOnAccount` is declared. */
  onAccount?: true;
  amount: Decimal;
  currency: string;
  method: string;
  date: string;
}
