import type { Json } from "#app/lib/json.ts";
import type { Decimal } from "#app/money/decimal.ts";
import type { Totals } from "./documents.ts";
import type { ErpRef } from "./refs.ts";

export type FeedKind = "shipments" | "invoices" | "creditMemos" | "orders" | "items" | "customers";

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

export interface InvoiceEvent {
  feed: "invoices" | "creditMemos";
  dedupeKey: string;
  ref: ErpRef;
  number: string;
  orderRefs: ErpRef[];
  externalKey?: string;
  status: "posted" | "paid" | "cancelled" | "reopened";
  postedAt: string;
  totals: Totals;
  remaining: Decimal;
  currency: string;
}

export interface ChangeEvent {
  feed: "orders" | "items" | "customers";
  dedupeKey: string;
  ref: ErpRef;
  changedAt: string;
}

export type FeedEvent = ShipmentEvent | InvoiceEvent | ChangeEvent;
