import type { Decimal } from "#app/money/decimal.ts";
import type { Json } from "#app/lib/json.ts";
import type { Capabilities } from "./capabilities.ts";

export type { Capabilities };

/**
 * The contract between the app and an ERP. An adapter translates; the app owns mapping, tasks, idempotency, retries, cursors and
 * the check of totals. Ids are opaque strings, amounts decimal strings. Every write takes an external key and is found again by it.
 * An adapter throws only ErpError (errors.ts); everything else is a bug. The contract suite (tests/contracts/erp) proves an adapter.
 */
export interface ErpAdapter {
  readonly name: string;
  /** What the connection form shows; secrets are marked and kept apart. */
  describe(): AdapterDescription;
  /** Opens a connection's own adapter: settings and secrets are already checked against `describe().settings`. */
  connect(connection: ConnectionSettings): ErpConnectionPort;
}

export interface AdapterDescription {
  name: string;
  title: string;
  settings: {
    key: string;
    type: "text" | "url" | "number" | "boolean";
    secret: boolean;
    required: boolean;
    label: string;
    help: string;
  }[];
  defaultCapabilities: Capabilities;
}

export interface ConnectionSettings {
  shop: string;
  connectionId: string;
  settings: Record<string, Json>;
  secrets: Record<string, string>;
}

/** Given with every call: when to stop, and what the log calls it. */
export interface CallOptions {
  signal?: AbortSignal;
  traceId: string;
}

export interface ErpConnectionPort {
  probe(options: CallOptions): Promise<Probe>;
  listReference(
    kind: ReferenceKind,
    page: PageRequest,
    options: CallOptions,
  ): Promise<Page<ReferenceValue>>;

  /** Ranked candidates for each query of a batch, in its order, best first; each says what matched. */
  findCustomers(queries: CustomerQuery[], options: CallOptions): Promise<CustomerCandidate[][]>;
  createCustomer(key: ExternalKey, data: CustomerData, options: CallOptions): Promise<ErpRef>;
  updateCustomer(ref: ErpRef, data: Partial<CustomerData>, options: CallOptions): Promise<ErpRef>;

  /** One call for a whole batch; the answer has one entry per query, in its order. */
  findItems(queries: ItemQuery[], options: CallOptions): Promise<ItemCandidate[][]>;
  createItem(key: ExternalKey, data: ItemData, options: CallOptions): Promise<ErpRef>;
  listItems(page: PageRequest, options: CallOptions): Promise<Page<ItemCandidate>>;

  /** None, one, or many, of every document kind (an order may have become an invoice). Never throws for "not found". */
  findDocuments(key: ExternalKey, options: CallOptions): Promise<DocumentSnapshot[]>;
  getDocument(ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot>;
  /** Looks for the key first, whatever the ERP itself takes: refused as `duplicate`, naming what is held (from before a restored backup, say). */
  createDocument(
    key: ExternalKey,
    draft: DocumentDraft,
    options: CallOptions,
  ): Promise<DocumentHead>;
  /** Act, read back, compare: throws `stateConflict` when the transition had no effect. */
  releaseDocument(ref: ErpRef, options: CallOptions): Promise<DocumentHead>;
  cancelDocument(
    ref: ErpRef,
    options: CallOptions,
  ): Promise<{
    outcome: "cancelled" | "partly" | "refused";
    reason?: string;
    document: DocumentSnapshot;
  }>;
  postDocument(ref: ErpRef, options: CallOptions): Promise<DocumentSnapshot>;
  registerPayment(key: ExternalKey, payment: PaymentData, options: CallOptions): Promise<ErpRef>;

  /** At least once, in (changed, id) order, with overlap; events carry a dedupe key. `cursor` is the adapter's own JSON, null at first. */
  pull(feed: FeedKind, cursor: Json, limit: number, options: CallOptions): Promise<FeedPage>;
  getAvailability(
    items: ErpRef[],
    locations: string[],
    options: CallOptions,
  ): Promise<Availability[]>;
}

export type RefKind =
  | "customer"
  | "item"
  | "salesOrder"
  | "salesInvoice"
  | "creditMemo"
  | "shipment"
  | "payment"
  | "return";

export interface ErpRef {
  kind: RefKind;
  id: string;
  /** What people call it: document number, customer number, item number. */
  number?: string;
  version?: string;
  url?: string;
}

/** Names one Shopify thing for one connection; rendered by `renderExternalKey`. Also the idempotency key. */
export interface ExternalKey {
  kind: "order" | "invoice" | "creditMemo" | "customer" | "item" | "payment";
  /** Numeric part of the Shopify gid. */
  shopifyId: string;
  /** 1 for the first document of an order; unlink raises it. */
  generation: number;
  /** For people, e.g. "#1001". */
  label: string;
}

export type DocumentKind = "salesOrder" | "salesInvoice" | "creditMemo";
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

export type LineKind =
  | "item"
  | "giftCard"
  | "tip"
  | "shipping"
  | "duty"
  | "fee"
  | "cashRounding"
  | "rounding"
  | "comment";

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
  lines: DraftLine[];
  /** What Shopify says the document must come to. */
  expected: Totals;
}

export interface PostalAddress {
  name: string;
  name2?: string;
  contact?: string;
  address1?: string;
  address2?: string;
  city?: string;
  county?: string;
  zip?: string;
  countryCode?: string;
  phone?: string;
}

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
  /** Item charge no.: assigned equally to the item lines (D-22). */
  itemCharge?: string;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Amount off the whole line, in the price basis of the document (incl. tax when pricesIncludeTax). */
  discount: Decimal;
  taxes: DraftTax[];
  location?: string;
  shippingAgent?: string;
  shippingAgentService?: string;
  shopifyLineId?: string;
}

/** Tax as charged by Shopify. An ERP that computes taxes compares; one that takes explicit amounts stores them. */
export interface DraftTax {
  title: string;
  /** Fraction, e.g. "0.19"; absent when Shopify gave none. */
  rate?: Decimal;
  amount: Decimal;
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

export interface CustomerQuery {
  externalKey?: ExternalKey;
  email?: string;
  /** Digits only, leading zeros dropped (M-13). */
  phoneDigits?: string;
  taxId?: string;
  billTo?: PostalAddress;
  number?: string;
  /** Free text, for a person choosing by hand. */
  text?: string;
}

export interface CustomerCandidate {
  ref: ErpRef;
  name: string;
  email?: string;
  matchedBy: "externalKey" | "number" | "email" | "phone" | "taxId" | "billTo" | "text";
  blocked: boolean;
}

export interface CustomerData {
  name: string;
  name2?: string;
  contact?: string;
  email?: string;
  phone?: string;
  address: PostalAddress;
  template?: string;
  taxArea?: string;
  taxLiable?: boolean;
  currency?: string;
  companyName?: string;
  taxId?: string;
}

export interface ItemQuery {
  number?: string;
  variantCode?: string;
  vendorItemNumber?: string;
  barcode?: string;
  text?: string;
}

export interface ItemCandidate {
  ref: ErpRef;
  description: string;
  variantCode?: string;
  salesUnit?: string;
  barcode?: string;
  blocked: boolean;
  matchedBy: "number" | "variantCode" | "vendorItemNumber" | "barcode" | "text";
}

export interface ItemData {
  number?: string;
  description: string;
  barcode?: string;
  unit?: string;
  price?: Decimal;
  currency?: string;
}

export interface PaymentData {
  invoice: ErpRef;
  amount: Decimal;
  currency: string;
  method: string;
  date: string;
}

export type ReferenceKind =
  | "locations"
  | "accounts"
  | "paymentTerms"
  | "paymentMethods"
  | "shipmentMethods"
  | "shippingAgents"
  | "shippingAgentServices"
  | "taxAreas"
  | "currencies"
  | "countries"
  | "customerTemplates"
  | "units"
  | "itemCharges"
  | "numberSeries";

export interface ReferenceValue {
  code: string;
  title: string;
  blocked?: boolean;
  /** e.g. an agent service's agent, an account's type. */
  parent?: string;
  details?: Record<string, string>;
}

export interface PageRequest {
  cursor?: string;
  limit: number;
  search?: string;
}

export interface Page<T> {
  values: T[];
  next?: string;
}

export interface Probe {
  erp: string;
  version: string;
  company: string;
  currency: string;
  timeZone: string;
  capabilities: Capabilities;
  issues: ProbeIssue[];
  /** What was tried, in this order. */
  steps: ProbeStep[];
}

/** Something to mend. Screens say it in the person's language where they have a text for the code, else as `message` and `action`. */
export interface ProbeIssue {
  code: string;
  severity: "error" | "warning";
  message: string;
  action: string;
  params?: Record<string, string>;
}

export type ProbeStepKey =
  | "address"
  | "connection"
  | "version"
  | "login"
  | "company"
  | "modules"
  | "permissions"
  | "fiscalYear"
  | "taxes"
  | "currencies"
  | "setUp";

/** One step of a connection's test. `skipped`: not tried, since one before it failed. */
export interface ProbeStep {
  key: ProbeStepKey;
  outcome: "ok" | "warning" | "failed" | "skipped";
  /** What was found, for the step's text. */
  params?: Record<string, string>;
}

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

export interface Availability {
  item: ErpRef;
  location?: string;
  onHand: Decimal;
  reserved: Decimal;
  available: Decimal;
}
