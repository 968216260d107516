// A small whole order for tests of the pure modules: two lines, one shipping line, one fulfillment order.
import type {
  AddressFragment,
  BagFragment,
  OrderLineFragment,
} from "#app/shopify/generated/admin.ts";
import type { OrderNode, RefundNode, WholeOrder } from "../read/whole-order.ts";
import type { RefundLineFragment } from "#app/shopify/generated/admin.ts";
import type { LineId } from "#app/lib/ids.ts";

export const eur = (amount: string): BagFragment => ({
  shopMoney: { amount, currencyCode: "EUR" },
  presentmentMoney: { amount, currencyCode: "EUR" },
});

export const address = (over: Partial<AddressFragment> = {}): AddressFragment => ({
  firstName: "Ada",
  lastName: "Lovelace",
  company: null,
  address1: "Ringstr. 1",
  address2: null,
  city: "Berlin",
  province: null,
  provinceCode: null,
  zip: "10115",
  country: "Germany",
  countryCodeV2: "DE",
  phone: null,
  ...over,
});

export const sampleLine = (
  number: number,
  over: Partial<OrderLineFragment> = {},
): OrderLineFragment => ({
  id: `gid://shopify/LineItem/${number}`,
  name: "Cup",
  title: "Cup",
  variantTitle: null,
  sku: `CUP-${number}`,
  vendor: null,
  quantity: 2,
  currentQuantity: 2,
  unfulfilledQuantity: 2,
  refundableQuantity: 2,
  nonFulfillableQuantity: 0,
  requiresShipping: true,
  taxable: true,
  isGiftCard: false,
  originalUnitPriceSet: eur("10.0"),
  originalTotalSet: eur("20.0"),
  totalDiscountSet: eur("0.0"),
  discountAllocations: [],
  taxLines: [
    { title: "VAT", rate: 0.19, source: null, channelLiable: false, priceSet: eur("3.19") },
  ],
  customAttributes: [],
  product: { id: "gid://shopify/Product/1" },
  sellingPlan: null,
  lineItemGroup: null,
  variant: { id: `gid://shopify/ProductVariant/${number}`, barcode: null, selectedOptions: [] },
  ...over,
});

export const sampleHead = (over: Partial<OrderNode> = {}): OrderNode => ({
  id: "gid://shopify/Order/1001",
  legacyResourceId: "1001",
  name: "#1001",
  number: 1001,
  createdAt: "2026-11-20T10:00:00Z",
  processedAt: "2026-11-20T10:00:00Z",
  updatedAt: "2026-11-20T10:00:05Z",
  cancelledAt: null,
  cancelReason: null,
  closed: false,
  closedAt: null,
  confirmed: true,
  test: false,
  edited: false,
  taxesIncluded: true,
  taxExempt: false,
  dutiesIncluded: false,
  estimatedTaxes: false,
  currencyCode: "EUR",
  presentmentCurrencyCode: "EUR",
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "UNFULFILLED",
  returnStatus: "NO_RETURN",
  fullyPaid: true,
  unpaid: false,
  refundable: true,
  canMarkAsPaid: false,
  requiresShipping: true,
  email: "ada@example.com",
  phone: null,
  note: null,
  poNumber: null,
  statusPageUrl: "https://shop.example/status/1",
  customerLocale: "de",
  sourceName: "web",
  sourceIdentifier: null,
  tags: ["b", "a"],
  discountCodes: [],
  paymentGatewayNames: ["bogus"],
  currentSubtotalLineItemsQuantity: 4,
  customAttributes: [],
  app: { id: "gid://shopify/App/1", name: "Online Store" },
  attribution: null,
  retailLocation: null,
  billingAddress: address(),
  shippingAddress: address(),
  displayAddress: address(),
  customer: {
    id: "gid://shopify/Customer/7",
    firstName: "Ada",
    lastName: "Lovelace",
    defaultEmailAddress: { emailAddress: "ada@example.com" },
    defaultPhoneNumber: { phoneNumber: "+49301234" },
    defaultAddress: address(),
  },
  purchasingEntity: null,
  paymentTerms: null,
  risk: { recommendation: "NONE", assessments: [] },
  taxLines: [],
  additionalFees: [],
  totalCashRoundingAdjustment: { paymentSet: eur("0.0"), refundSet: eur("0.0") },
  subtotalPriceSet: eur("40.0"),
  totalDiscountsSet: eur("0.0"),
  totalShippingPriceSet: eur("5.0"),
  totalTaxSet: eur("7.18"),
  totalTipReceivedSet: eur("0.0"),
  totalPriceSet: eur("45.0"),
  totalRefundedSet: eur("0.0"),
  totalOutstandingSet: eur("0.0"),
  totalCapturableSet: eur("0.0"),
  totalReceivedSet: eur("45.0"),
  originalTotalPriceSet: eur("45.0"),
  originalTotalDutiesSet: null,
  originalTotalAdditionalFeesSet: null,
  currentSubtotalPriceSet: eur("40.0"),
  currentTotalDiscountsSet: eur("0.0"),
  currentShippingPriceSet: eur("5.0"),
  currentTotalTaxSet: eur("7.18"),
  currentTotalDutiesSet: null,
  currentTotalAdditionalFeesSet: null,
  currentTotalPriceSet: eur("45.0"),
  transactions: [
    {
      id: "gid://shopify/OrderTransaction/1",
      kind: "SALE",
      status: "SUCCESS",
      gateway: "bogus",
      formattedGateway: "Bogus",
      createdAt: "2026-11-20T10:00:00Z",
      processedAt: "2026-11-20T10:00:00Z",
      test: false,
      manualPaymentGateway: false,
      manuallyCapturable: false,
      multiCapturable: false,
      authorizationExpiresAt: null,
      errorCode: null,
      paymentId: "p1",
      amountSet: eur("45.0"),
      amountRoundingSet: null,
      totalUnsettledSet: null,
      parentTransaction: null,
    },
  ],
  lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  shippingLines: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  fulfillmentOrders: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  fulfillments: [],
  refunds: [],
  returns: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  ...over,
});

export function sampleRefund(
  number: number,
  lines: RefundLineFragment[],
  over: Partial<RefundNode> = {},
): WholeOrder["refunds"][number] {
  const whole = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  return {
    lines,
    shippingLines: over.refundShippingLines?.nodes ?? [],
    adjustments: over.orderAdjustments?.nodes ?? [],
    transactions: over.transactions?.nodes ?? [],
    head: {
      id: `gid://shopify/Refund/${number}`,
      createdAt: "2026-11-20T11:00:00Z",
      processedAt: "2026-11-20T11:00:00Z",
      updatedAt: "2026-11-20T11:00:00Z",
      note: null,
      return: null,
      totalRefundedSet: eur("0.0"),
      duties: null,
      refundLineItems: whole,
      refundShippingLines: whole,
      orderAdjustments: whole,
      transactions: whole,
      ...over,
    },
  };
}

type WholeReturn = WholeOrder["returns"][number];

/** A return of one unit of the first line, received and nothing done with it yet. */
export function sampleReturn(number: number, over: Partial<WholeReturn> = {}): WholeReturn {
  const whole = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  return {
    head: {
      id: `gid://shopify/Return/${number}`,
      name: `#1001-R${number}`,
      status: "OPEN",
      totalQuantity: 1,
      createdAt: "2026-11-20T10:00:00Z",
      closedAt: null,
      requestApprovedAt: "2026-11-20T10:00:00Z",
      decline: null,
      returnShippingFees: [],
      returnLineItems: whole,
      exchangeLineItems: whole,
      reverseFulfillmentOrders: whole,
    },
    lines: [],
    exchanges: [],
    reverseOrders: [],
    ...over,
  };
}

/** A line of a reverse fulfillment order, with where its units went. */
export const reverseLine = (
  lineId: LineId | null,
  places: (string | null)[],
): WholeReturn["reverseOrders"][number]["lines"][number] => ({
  id: "gid://shopify/ReverseFulfillmentOrderLineItem/1",
  totalQuantity: places.length,
  fulfillmentLineItem: lineId === null ? null : { lineItem: { id: lineId } },
  dispositions: places.map((place, at) => ({
    id: `gid://shopify/ReverseFulfillmentOrderDisposition/${at + 1}`,
    type: place === null ? "MISSING" : "RESTOCKED",
    quantity: 1,
    createdAt: "2026-11-21T10:00:00Z",
    location: place === null ? null : { id: `gid://shopify/Location/${place}`, name: place },
  })),
});

export const refundLine = (
  lineId: LineId,
  quantity: number,
  over: Partial<RefundLineFragment> = {},
): RefundLineFragment => ({
  id: null,
  quantity,
  restockType: "CANCEL",
  restocked: true,
  lineItem: { id: lineId },
  location: null,
  priceSet: eur("10.0"),
  subtotalSet: eur("10.0"),
  totalTaxSet: eur("1.6"),
  ...over,
});

export function sampleOrder(over: Partial<WholeOrder> = {}): WholeOrder {
  const lines = over.lines ?? [sampleLine(1), sampleLine(2)];
  return {
    head: sampleHead(),
    lines,
    duties: new Map(),
    shippingLines: [
      {
        id: "gid://shopify/ShippingLine/1",
        title: "Standard",
        code: "Standard",
        source: "shopify",
        carrierIdentifier: null,
        custom: false,
        isRemoved: false,
        originalPriceSet: eur("5.0"),
        discountedPriceSet: eur("5.0"),
        currentDiscountedPriceSet: eur("5.0"),
        discountAllocations: [],
        taxLines: [],
      },
    ],
    fulfillmentOrders: [
      {
        head: {
          id: "gid://shopify/FulfillmentOrder/9",
          status: "OPEN",
          requestStatus: "UNSUBMITTED",
          fulfillAt: null,
          assignedLocation: { name: "Main", location: { id: "gid://shopify/Location/1" } },
          deliveryMethod: { methodType: "SHIPPING" },
          supportedActions: [{ action: "CREATE_FULFILLMENT" }],
          fulfillmentHolds: [],
        },
        lines: lines.map((line, index) => ({
          id: `gid://shopify/FulfillmentOrderLineItem/${index + 1}`,
          totalQuantity: line.quantity,
          remainingQuantity: line.quantity,
          lineItem: { id: line.id },
        })),
      },
    ],
    fulfillments: [],
    refunds: [],
    returns: [],
    agreements: [],
    company: null,
    paymentSchedules: over.head?.paymentTerms?.paymentSchedules.nodes ?? [],
    ...over,
  };
}
