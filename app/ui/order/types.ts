import type { DocumentPlan, ProofRow } from "#app/domain/documents/plan/plan.ts";
import type { OrderDifference } from "#app/domain/orders/conflicts/diff.ts";
import type { TimelineEvent } from "#app/domain/timeline/events.ts";
import type { Json } from "#app/lib/json.ts";
import type { MarketplaceView } from "../invoices/types.ts";
import type { ReasonView } from "../shipments/reason.tsx";
import type { ShipmentRow } from "../shipments/shipments-table.tsx";

/** What the order page draws. Structural copies of the domain's shapes, as far as they are shown: screens know no domain. */
export interface Bag {
  shop: { amount: string; currency: string };
  presentment: { amount: string; currency: string };
}

export interface AddressView {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  zip: string | null;
  country: string | null;
  phone: string | null;
}

export interface WhyView {
  about: string;
  text: string;
  params: Record<string, Json>;
  lost: { text: string; params: Record<string, Json> }[];
  change?: string;
}

export interface DraftLineView {
  key: string;
  kind: NonNullable<DocumentPlan["document"]>["lines"][number]["kind"];
  item?: { id: string; number?: string };
  variantCode?: string;
  unit?: string;
  account?: string;
  itemCharge?: string;
  description: string;
  quantity: string;
  unitPrice: string;
  discount: string;
  taxes: { title: string; rate?: string; amount: string }[];
  location?: string;
  shopifyLineId?: string;
}

export interface PostalView {
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

export interface DraftView {
  kind: string;
  number?: string;
  sellTo: { id: string; number?: string };
  billTo: { id: string; number?: string };
  sellToAddress: PostalView;
  billToAddress: PostalView;
  shipToAddress: PostalView;
  email?: string;
  currency: string;
  pricesIncludeTax: boolean;
  documentDate: string;
  dueDate?: string;
  externalDocumentNumber?: string;
  shopifyOrderNumber: string;
  taxArea?: string;
  paymentTerms?: string;
  paymentMethod?: string;
  shipmentMethod?: string;
  shippingAgent?: string;
  shippingAgentService?: string;
  note?: string;
  lines: DraftLineView[];
  expected: { net: string; tax: string; gross: string };
}

export interface PlanView {
  document: DraftView | null;
  newCustomer: { data: { name: string } } | null;
  proof: {
    currency: string;
    rows: ProofRow[];
    tolerance: string;
    proved: boolean;
  };
  explanation: WhyView[];
}

export interface OrderLineView {
  id: string;
  kind: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  variantId: string | null;
  quantity: number;
  unitPrice: Bag;
  discount: Bag;
}

export interface ProblemView {
  kind: string;
  cause: string;
  params: Record<string, Json>;
  lineId: string | null;
  severity: string;
  fixPath: string | null;
}

export interface PostedInvoiceView {
  id: string;
  number: string;
  postedAt: string;
  currency: string;
  gross: string;
  status: string;
  state: string;
  reason: ReasonView | null;
  lines: {
    id: string;
    gateway: string;
    currency: string;
    amount: string;
    captured: string;
    state: string;
    reason: ReasonView | null;
    expiresAt: string | null;
  }[];
}

export interface OrderPageView {
  order: {
    id: string;
    name: string;
    at: string;
    importedAt: string;
    documentState: string;
    conflict: boolean;
    currency: string;
    total: string;
    presentmentCurrency: string;
    presentmentTotal: string;
    channel: string | null;
    redacted: boolean;
    adminUrl: string;
  };
  content: {
    lines: OrderLineView[];
    removals: { lines: { lineId: string; quantity: number }[] }[];
    shippingLines: {
      id: string | null;
      title: string;
      code: string | null;
      removed: boolean;
      originalPrice: Bag;
      discount: Bag;
    }[];
    tags: string[];
    poNumber: string | null;
    discountCodes: string[];
    company: { name: string; locationName: string } | null;
    paymentTerms: { name: string } | null;
    risk: {
      recommendation: string | null;
      assessments: {
        level: string;
        provider: string | null;
        facts: { description: string; sentiment: string }[];
      }[];
    };
    test: boolean;
  };
  personal: {
    email: string | null;
    phone: string | null;
    note: string | null;
    sellTo: AddressView | null;
    shipTo: AddressView | null;
    billTo: AddressView | null;
    attributes: { key: string; value: string | null }[];
  };
  state: {
    cancelledAt: string | null;
    closed: boolean;
    closedAt: string | null;
    fullyPaid: boolean;
    canMarkAsPaid: boolean;
    financialStatus: string | null;
    fulfillmentStatus: string;
    statusPageUrl: string | null;
    received: Bag;
    outstanding: Bag;
    refunded: Bag;
    capturable: Bag;
    transactions: {
      id: string;
      kind: string;
      status: string;
      gateway: string | null;
      gatewayTitle: string | null;
      createdAt: string;
      amount: Bag;
      authorizationExpiresAt: string | null;
    }[];
    fulfillmentOrders: {
      id: string;
      status: string;
      fulfillAt: string | null;
      locationName: string;
      deliveryMethod: string | null;
      supportedActions: string[];
      holds: { displayReason: string; notes: string | null }[];
      lines: { remaining: number; total: number }[];
    }[];
    fulfillments: {
      id: string;
      name: string;
      status: string;
      createdAt: string;
      tracking: { company: string | null; number: string | null; url: string | null }[];
      lines: { lineId: string; quantity: number }[];
    }[];
    refunds: { id: string; createdAt: string | null; total: Bag; note: string | null }[];
  };
  /** What the ERP posted, and what became of it in Shopify. */
  shipments: ShipmentRow[];
  invoices: PostedInvoiceView[];
  marketplace: MarketplaceView | null;
  /** An act has ended and the order is being read again. */
  settling: boolean;
  /** Whether the shop card lets complete orders be archived. */
  archives: boolean;
  choices: {
    shipmentMethod?: string | undefined;
    shippingAgent?: string | undefined;
    shippingAgentService?: string | undefined;
    paymentTerms?: string | undefined;
    paymentMethod?: string | undefined;
    useShopifyOrderNumber?: boolean | undefined;
  };
  plan: PlanView | null;
  made: boolean;
  connectionId: string | null;
  problems: ProblemView[];
  documents: {
    id: string;
    kind: string;
    state: string;
    number: string | null;
    url: string | null;
    erpId: string | null;
    generation: number;
    total: string;
    currency: string;
    createdAt: string | null;
    releasedAt: string | null;
  }[];
  tasks: { id: string; kind: string; state: string; lastAnswer: string | null; at: string }[];
  versions: { id: string; createdAt: string; isCurrent: boolean; isProcessed: boolean }[];
  compared: {
    from: string;
    to: string;
    differences: OrderDifference[];
  } | null;
  events: TimelineEvent[];
}

/** What a person does on the page. */
export type OrderAct = (body: { intent: string; [key: string]: Json }) => void;
