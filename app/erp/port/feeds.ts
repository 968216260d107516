import type { Json } from "#app/lib/json.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { DocumentStatus, Totals } from "./documents.ts";
import type { ErpRef } from "./refs.ts";

export type FeedKind =
  | "shipments"
  | "receipts"
  | "invoices"
  | "creditMemos"
  | "orders"
  | "items"
  | "stock"
  | "customers";

export interface FeedPage {
  events: FeedEvent[];
  cursor: Json;
  more: boolean;
}

export interface ShipmentEvent {
  feed: "shipments";
  dedupeKey: string;
  ref: ErpRef;
  orderRef?: ErpRef;
  orderExternalKey?: string;
  postedAt: string;
  lines: { orderLineKey?: string; sequence?: number; item?: ErpRef; quantity: Decimal }[];
  agentCode?: string;
  agentService?: string;
  trackingNumbers: string[];
  trackingUrl?: string;
  location?: string;
  reversed: boolean;
}

/** Goods of a return order that came in. Only where capability `returns` is declared; refused as `unsupported` elsewhere. */
export interface ReceiptEvent {
  feed: "receipts";
  dedupeKey: string;
  ref: ErpRef;
  orderRef: ErpRef;
  orderExternalKey?: string;
  postedAt: string;
  lines: { orderLineKey?: string; sequence?: number; item?: ErpRef; quantity: Decimal }[];
  location?: string;
  reversed: boolean;
  /** How far the whole return order is by now. */
  orderStatus: DocumentStatus;
}

export interface InvoiceEvent {
  feed: "invoices" | "creditMemos";
  dedupeKey: string;
  ref: ErpRef;
  number: string;
  orderRefs: ErpRef[];
  externalKey?: string;
  /** Of a credit memo: the posted invoices that it says it credits. */
  credits?: ErpRef[];
  /** What people wrote as its reference: of a credit memo made by hand, the number of its order perhaps. */
  reference?: string;
  status: "posted" | "paid" | "cancelled" | "reopened";
  postedAt: string;
  totals: Totals;
  remaining: Decimal;
  currency: string;
}

/** `stock`: what is on hand or reserved of an item may be another quantity; an ERP that cannot tell refuses the feed as `unsupported`. */
export interface ChangeEvent {
  feed: "orders" | "items" | "stock" | "customers";
  dedupeKey: string;
  ref: ErpRef;
  changedAt: string;
}

export type FeedEvent = ShipmentEvent | ReceiptEvent | InvoiceEvent | ChangeEvent;
