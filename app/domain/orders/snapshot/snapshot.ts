import type { MoneyBag } from "#app/money/money.ts";
import type { Decimal } from "#app/money/decimal.ts";

/**
 * An imported order in the app's own words. Three parts:
 * `content`, the commercial order (makes versions: same content, same hash, no version);
 * `personal`, names, addresses, contacts and free texts (part of the hash, emptied by redaction);
 * `state`, what happens to the order afterwards (payments, fulfillment, archive): kept as last read, makes no version, so that
 * an echo of our own write costs nothing. Planning reads all three. Ids are Shopify gids, times ISO 8601 in UTC.
 */
export interface OrderSnapshot {
  content: OrderContent;
  personal: OrderPersonal;
  state: OrderState;
}

export interface OrderContent {
  id: string;
  legacyId: string;
  name: string;
  number: number;
  createdAt: string;
  processedAt: string;
  test: boolean;
  edited: boolean;
  taxesIncluded: boolean;
  taxExempt: boolean;
  dutiesIncluded: boolean;
  currency: string;
  presentmentCurrency: string;
  sourceName: string | null;
  app: { id: string; name: string } | null;
  attribution: { handle: string; displayName: string } | null;
  retailLocation: { id: string; name: string } | null;
  tags: string[];
  poNumber: string | null;
  discountCodes: string[];
  customerId: string | null;
  company: {
    id: string;
    name: string;
    locationId: string;
    locationName: string;
    contactId: string | null;
    contactCustomerId: string | null;
  } | null;
  paymentTerms: { name: string; type: string; dueInDays: number | null; dueDates: string[] } | null;
  risk: { recommendation: string | null; assessments: RiskAssessment[] };
  requiresShipping: boolean;
  lines: OrderLine[];
  shippingLines: OrderShippingLine[];
  fees: { id: string; name: string; price: MoneyBag; taxes: OrderTax[] }[];
  /** Cash rounding of the payment, signed. */
  cashRounding: MoneyBag;
  /** As Shopify's header gives them: before returns and before removals by edits (totalPriceSet and the like). */
  totals: OrderTotals;
  /** Edits that lowered or removed lines, and refunds that moved no money and took nothing back: they reduce the order (I-40, R-12). */
  removals: Removal[];
  /** Ids of shipping locations by order line, from the fulfillment orders (I-34). */
  lineLocations: {
    lineId: string;
    locationId: string | null;
    locationName: string;
    deliveryMethod: string | null;
    quantity: number;
  }[];
}

export interface OrderTotals {
  subtotal: MoneyBag;
  discounts: MoneyBag;
  shipping: MoneyBag;
  tax: MoneyBag;
  tip: MoneyBag;
  duties: MoneyBag;
  fees: MoneyBag;
  total: MoneyBag;
  originalTotal: MoneyBag;
}

export interface OrderTax {
  title: string;
  /** Fraction as decimal text, e.g. "0.19". */
  rate: Decimal | null;
  price: MoneyBag;
  channelLiable: boolean;
}

export interface OrderLine {
  id: string;
  /** item | giftCard | tip (I-33: named "Tip", no product) | custom (no variant) */
  kind: "item" | "giftCard" | "tip" | "custom";
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  barcode: string | null;
  productId: string | null;
  variantId: string | null;
  options: { name: string; value: string }[];
  /** As ordered and added by edits, before removals. */
  quantity: number;
  requiresShipping: boolean;
  taxable: boolean;
  unitPrice: MoneyBag;
  /** Sum of all allocations: line, code and order level. */
  discount: MoneyBag;
  taxes: OrderTax[];
  duties: { id: string; price: MoneyBag; taxes: OrderTax[] }[];
  /** Added by a return's exchange (I-42): left out of the sales document and of its totals. */
  exchange?: boolean;
}

export interface OrderShippingLine {
  id: string | null;
  title: string;
  code: string | null;
  source: string | null;
  removed: boolean;
  originalPrice: MoneyBag;
  discount: MoneyBag;
  taxes: OrderTax[];
}

export interface Removal {
  refundId: string;
  createdAt: string;
  lines: { lineId: string; quantity: number; subtotal: MoneyBag; tax: MoneyBag }[];
}

export interface RiskAssessment {
  level: string;
  provider: string | null;
  facts: { description: string; sentiment: string }[];
}

export interface Address {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string | null;
  phone: string | null;
}

export interface OrderPersonal {
  email: string | null;
  phone: string | null;
  note: string | null;
  customer: {
    firstName: string | null;
    lastName: string | null;
    email: string | null;
    phone: string | null;
    defaultAddress: Address | null;
  } | null;
  /** displayAddress: what Shopify shows; sell-to comes from it. */
  sellTo: Address | null;
  shipTo: Address | null;
  billTo: Address | null;
  /** Order attributes without the one this app writes. */
  attributes: { key: string; value: string | null }[];
  lineAttributes: { lineId: string; attributes: { key: string; value: string | null }[] }[];
}

export interface OrderState {
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  closed: boolean;
  closedAt: string | null;
  confirmed: boolean;
  /** displayFinancialStatus, displayFulfillmentStatus, returnStatus as Shopify writes them; unknown values are kept. */
  financialStatus: string | null;
  fulfillmentStatus: string;
  returnStatus: string | null;
  fullyPaid: boolean;
  canMarkAsPaid: boolean;
  statusPageUrl: string | null;
  outstanding: MoneyBag;
  capturable: MoneyBag;
  received: MoneyBag;
  refunded: MoneyBag;
  /** Shopify's current totals: after removals and refunds. */
  currentTotal: MoneyBag;
  currentSubtotal: MoneyBag;
  currentTax: MoneyBag;
  currentShipping: MoneyBag;
  currentQuantity: number;
  gateways: string[];
  transactions: OrderTransaction[];
  fulfillmentOrders: OrderFulfillmentOrder[];
  fulfillments: OrderFulfillment[];
  refunds: OrderRefund[];
  returns: {
    id: string;
    name: string;
    status: string;
    quantity: number;
    createdAt: string;
    closedAt: string | null;
  }[];
  agreements: {
    id: string;
    happenedAt: string;
    reason: string;
    sales: {
      id: string;
      action: string;
      lineType: string;
      quantity: number | null;
      total: MoneyBag;
      tax: MoneyBag;
    }[];
  }[];
  /** Our own attribute's value, when it stands on the order. */
  documentAttribute: string | null;
}

export interface OrderTransaction {
  id: string;
  parentId: string | null;
  kind: string;
  status: string;
  gateway: string | null;
  gatewayTitle: string | null;
  createdAt: string;
  test: boolean;
  manual: boolean;
  amount: MoneyBag;
  rounding: MoneyBag | null;
  unsettled: MoneyBag | null;
  multiCapturable: boolean;
  authorizationExpiresAt: string | null;
  errorCode: string | null;
}

export interface OrderFulfillmentOrder {
  id: string;
  status: string;
  requestStatus: string;
  fulfillAt: string | null;
  locationId: string | null;
  locationName: string;
  deliveryMethod: string | null;
  supportedActions: string[];
  holds: { id: string; reason: string; displayReason: string; notes: string | null }[];
  lines: { id: string; lineId: string; total: number; remaining: number }[];
}

export interface OrderFulfillment {
  id: string;
  name: string;
  status: string;
  createdAt: string;
  locationId: string | null;
  tracking: { company: string | null; number: string | null; url: string | null }[];
  lines: { lineId: string; quantity: number }[];
}

export interface OrderRefund {
  id: string;
  createdAt: string | null;
  note: string | null;
  returnId: string | null;
  total: MoneyBag;
  /** has a return, moved money, or took goods back. Otherwise it is a removal. */
  canCreateCreditMemo: boolean;
  lines: {
    lineId: string;
    quantity: number;
    restockType: string;
    restocked: boolean;
    locationId: string | null;
    price: MoneyBag;
    subtotal: MoneyBag;
    tax: MoneyBag;
  }[];
  shipping: { shippingLineId: string | null; subtotal: MoneyBag; tax: MoneyBag }[];
  adjustments: { reason: string | null; amount: MoneyBag; tax: MoneyBag }[];
  transactions: {
    id: string;
    kind: string;
    status: string;
    gateway: string | null;
    amount: MoneyBag;
  }[];
}

export type { MoneyBag };
