/** What the shop remembers. Property names equal Shopify's GraphQL names wherever the value is plain; money and links are computed by resolvers. */
import type { OrderId } from "#app/lib/ids.ts";
import type { Bag, Currencies } from "./arithmetic/bag.ts";
import type { Big } from "./arithmetic/big.ts";
import type { Tax } from "./arithmetic/taxes.ts";
import type { Tracking } from "./carriers.ts";
import type { HeaderOff } from "./order-spec.ts";
import type {
  AddressRecord,
  CompanyContactRecord,
  CompanyLocationRecord,
  CompanyRecord,
  CustomerRecord,
  LocationRecord,
  ProductRecord,
  VariantRecord,
} from "./model-shop.ts";

export interface Attribute {
  key: string;
  value: string | null;
}
export interface AllocationRecord {
  application: DiscountRecord;
  amount: Bag;
}

export interface DiscountRecord {
  __typename:
    "ManualDiscountApplication" | "DiscountCodeApplication" | "AutomaticDiscountApplication";
  index: number;
  title: string;
  description: string | null;
  code: string;
  /** "line": names its lines; "order": across all lines; "shipping". */
  level: "line" | "order" | "shipping";
  percent: string | null;
  amount: string | null;
  currency: string;
}

export interface DutyRecord {
  __typename: "Duty";
  id: string;
  harmonizedSystemCode: string | null;
  countryCodeOfOrigin: string | null;
  bag: Bag;
  taxes: Tax[];
}

/** A bundle as it was bought: its parts are lines of their own. */
export interface LineGroupRecord {
  __typename: "LineItemGroup";
  id: string;
  title: string;
  quantity: number;
  variantId: string | null;
  productId: string | null;
  variantSku: string | null;
  customAttributes: Attribute[];
}

export interface LineRecord {
  __typename: "LineItem";
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  requiresShipping: boolean;
  taxable: boolean;
  isGiftCard: boolean;
  isTip: boolean;
  customAttributes: Attribute[];
  unitPrice: Bag;
  allocations: AllocationRecord[];
  taxes: Tax[];
  duties: DutyRecord[];
  product: ProductRecord | null;
  variant: VariantRecord | null;
  addedByEdit: boolean;
  group: LineGroupRecord | null;
  sellingPlan: string | null;
  order: OrderRecord;
}

export interface ShippingRecord {
  __typename: "ShippingLine";
  id: string;
  title: string;
  code: string | null;
  source: string | null;
  carrierIdentifier: string | null;
  custom: boolean;
  isRemoved: boolean;
  deliveryCategory: string | null;
  phone: string | null;
  shippingRateHandle: string | null;
  bag: Bag;
  allocations: AllocationRecord[];
  taxes: Tax[];
  order: OrderRecord;
}

export interface FeeRecord {
  __typename: "AdditionalFee";
  id: string;
  name: string;
  bag: Bag;
  taxes: Tax[];
  order: OrderRecord;
}

export interface TransactionRecord {
  __typename: "OrderTransaction";
  id: string;
  kind: "SALE" | "AUTHORIZATION" | "CAPTURE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR";
  gateway: string;
  formattedGateway: string;
  createdAt: string;
  processedAt: string | null;
  test: boolean;
  manualPaymentGateway: boolean;
  multiCapturable: boolean;
  authorizationExpiresAt: string | null;
  errorCode: string | null;
  paymentId: string | null;
  accountNumber: string | null;
  receiptJson: string | null;
  amount: Bag;
  /** Shop units for one presentment unit on its day; null: the order's. */
  rate: Big | null;
  rounding: Bag | null;
  parentTransaction: TransactionRecord | null;
  order: OrderRecord;
  /** What a pending one turns into unless told otherwise. */
  settlesAs: "SUCCESS" | "FAILURE" | null;
}

export interface JobRecord {
  __typename: "Job";
  id: string;
  done: boolean;
}
export interface CancelErrorRecord {
  __typename: "OrderCancelUserError";
  field: string[] | null;
  message: string;
  code: string;
}
export interface CancelResultRecord {
  __typename: "OrderCancelJobResult";
  id: string;
  done: boolean;
  status: "STARTED" | "SUCCEEDED" | "FAILED";
  errors: CancelErrorRecord[];
  order: OrderRecord;
}

export interface HoldRecord {
  __typename: "FulfillmentHold";
  id: string;
  handle: string;
  reason: string;
  reasonNotes: string | null;
  displayReason: string;
  heldByRequestingApp: boolean;
}
export interface FulfillmentOrderLineRecord {
  __typename: "FulfillmentOrderLineItem";
  id: string;
  totalQuantity: number;
  remainingQuantity: number;
  lineItem: LineRecord;
  fulfillmentOrder: FulfillmentOrderRecord;
}
export interface FulfillmentOrderRecord {
  __typename: "FulfillmentOrder";
  id: string;
  status: "OPEN" | "IN_PROGRESS" | "SCHEDULED" | "ON_HOLD" | "INCOMPLETE" | "CLOSED" | "CANCELLED";
  requestStatus: string;
  createdAt: string;
  updatedAt: string;
  fulfillAt: string | null;
  fulfillBy: string | null;
  location: LocationRecord;
  methodType: "SHIPPING" | "PICK_UP" | "RETAIL" | "NONE" | "LOCAL" | "PICKUP_POINT";
  methodId: string;
  presentedName: string | null;
  serviceCode: string | null;
  fulfillmentHolds: HoldRecord[];
  lines: FulfillmentOrderLineRecord[];
  requests: MerchantRequestRecord[];
  order: OrderRecord;
}

/** What the merchant asked of a fulfillment service. */
export interface MerchantRequestRecord {
  __typename: "FulfillmentOrderMerchantRequest";
  id: string;
  kind: "FULFILLMENT_REQUEST" | "CANCELLATION_REQUEST";
  message: string;
  requestOptions: Record<string, unknown>;
  responseData: null;
  sentAt: string;
  fulfillmentOrder: FulfillmentOrderRecord;
}

export interface FulfillmentLineRecord {
  __typename: "FulfillmentLineItem";
  id: string;
  quantity: number;
  lineItem: LineRecord;
  order: OrderRecord;
}
export interface FulfillmentEventRecord {
  __typename: "FulfillmentEvent";
  id: string;
  status: string;
  message: string | null;
  happenedAt: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  address1: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
}
export interface FulfillmentRecord {
  __typename: "Fulfillment";
  /** Location whose fulfillment service fulfilled it: the merchant's own is called manual. */
  service: LocationRecord;
  id: string;
  name: string;
  status: string;
  displayStatus: string;
  createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  inTransitAt: string | null;
  estimatedDeliveryAt: string | null;
  carrierEvents: FulfillmentEventRecord[];
  location: LocationRecord | null;
  requiresShipping: boolean;
  tracking: Tracking[];
  lines: FulfillmentLineRecord[];
  order: OrderRecord;
  /** All of one location; what was taken out of each of their lines. */
  fulfillmentOrders: FulfillmentOrderRecord[];
  taken: { part: FulfillmentOrderLineRecord; quantity: number }[];
}

export interface RefundLineRecord {
  __typename: "RefundLineItem";
  id: string;
  quantity: number;
  restockType: "RETURN" | "CANCEL" | "NO_RESTOCK" | "LEGACY_RESTOCK";
  restocked: boolean;
  lineItem: LineRecord;
  location: LocationRecord | null;
  price: Bag;
  subtotal: Bag;
  tax: Bag;
  discount: Bag;
  order: OrderRecord;
}
export interface RefundShippingRecord {
  __typename: "RefundShippingLine";
  id: string;
  shippingLine: ShippingRecord;
  subtotal: Bag;
  tax: Bag;
  order: OrderRecord;
}
export interface AdjustmentRecord {
  __typename: "OrderAdjustment";
  id: string;
  reason: string | null;
  amount: Bag;
  tax: Bag;
  order: OrderRecord;
}
export interface RefundRecord {
  __typename: "Refund";
  id: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  note: string | null;
  staffMember: null;
  byEdit: boolean;
  return: ReturnRecord | null;
  /** Its goods stand on its return, and it names none itself. */
  goodsOnReturn: boolean;
  lines: RefundLineRecord[];
  shipping: RefundShippingRecord[];
  adjustments: AdjustmentRecord[];
  refundedDuties: { originalDuty: DutyRecord; amount: Bag }[];
  /** Fees of its return that the merchant kept: they lower what goes back. */
  fees: Bag[];
  /** What its goods paid for of its return's exchange instead of going back as money. */
  settled: Bag;
  payments: TransactionRecord[];
  order: OrderRecord;
}
export interface ReturnLineRecord {
  __typename: "ReturnLineItem";
  id: string;
  quantity: number;
  processedQuantity: number;
  fulfillmentLineItem: FulfillmentLineRecord;
  /** Handle of the reason's definition. */
  reason: string;
  customerNote: string | null;
  /** Percent of the line's worth that the merchant keeps. */
  restocking: string | null;
  of: ReturnRecord;
}
export interface DispositionRecord {
  __typename: "ReverseFulfillmentOrderDisposition";
  id: string;
  type: "RESTOCKED" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "MISSING";
  quantity: number;
  createdAt: string;
  location: LocationRecord | null;
}
export interface ReverseLineRecord {
  __typename: "ReverseFulfillmentOrderLineItem";
  id: string;
  totalQuantity: number;
  fulfillmentLineItem: FulfillmentLineRecord;
  dispositions: DispositionRecord[];
}
export interface ReverseOrderRecord {
  __typename: "ReverseFulfillmentOrder";
  id: string;
  status: "OPEN" | "CLOSED" | "CANCELED";
  lines: ReverseLineRecord[];
  order: OrderRecord;
}
export interface ExchangeLineRecord {
  __typename: "ExchangeLineItem";
  id: string;
  lineItem: LineRecord;
  processedQuantity: number;
}
export interface ReturnRecord {
  __typename: "Return";
  id: string;
  name: string;
  status: "REQUESTED" | "OPEN" | "CLOSED" | "CANCELED" | "DECLINED";
  totalQuantity: number;
  createdAt: string;
  closedAt: string | null;
  requestApprovedAt: string | null;
  declineReason: string | null;
  lines: ReturnLineRecord[];
  exchanges: ExchangeLineRecord[];
  /** What the buyer pays for sending it back. */
  shippingFee: { id: string; amount: Bag } | null;
  reverseOrders: ReverseOrderRecord[];
  order: OrderRecord;
}

export interface SaleRecord {
  __typename:
    | "ProductSale"
    | "ShippingLineSale"
    | "TipSale"
    | "GiftCardSale"
    | "AdjustmentSale"
    | "DutySale"
    | "FeeSale"
    | "AdditionalFeeSale";
  id: string;
  actionType: "ORDER" | "RETURN" | "UPDATE";
  lineType: string;
  quantity: number | null;
  lineItem: LineRecord | null;
  shippingLine: ShippingRecord | null;
  total: Bag;
  tax: Bag;
  discount: Bag;
  order: OrderRecord;
}
export interface AgreementRecord {
  __typename: "OrderAgreement" | "OrderEditAgreement" | "RefundAgreement" | "ReturnAgreement";
  id: string;
  happenedAt: string;
  reason: "ORDER" | "ORDER_EDIT" | "REFUND" | "RETURN";
  app: null;
  user: null;
  saleRecords: SaleRecord[];
  refund: RefundRecord | null;
  return: ReturnRecord | null;
  order: OrderRecord;
}

export interface PaymentTermsRecord {
  __typename: "PaymentTerms";
  id: string;
  paymentTermsName: string;
  paymentTermsType: "NET" | "FIXED" | "RECEIPT" | "FULFILLMENT" | "UNKNOWN";
  dueInDays: number | null;
  translatedName: string;
  schedules: { id: string; dueAt: string | null; issuedAt: string | null }[];
  order: OrderRecord;
}
export interface RiskRecord {
  recommendation: string;
  assessments: {
    riskLevel: string;
    provider: { __typename: "App"; id: string; title: string } | null;
    facts: { description: string; sentiment: string }[];
  }[];
}

export interface OrderRecord {
  __typename: "Order";
  id: OrderId;
  name: string;
  number: number;
  kind: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  closedAt: string | null;
  confirmed: boolean;
  test: boolean;
  edited: boolean;
  taxesIncluded: boolean;
  taxExempt: boolean;
  dutiesIncluded: boolean;
  estimatedTaxes: boolean;
  currencies: Currencies;
  /** Presentment amounts by which the header differs from its parts. */
  headerOff: HeaderOff;
  shippingTotal: "before" | "after";
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  customerLocale: string | null;
  customerAcceptsMarketing: boolean;
  clientIp: string | null;
  sourceName: string;
  sourceIdentifier: string | null;
  tags: string[];
  customAttributes: Attribute[];
  confirmationNumber: string;
  cartToken: string | null;
  checkoutToken: string | null;
  app: { id: string; name: string } | null;
  publication: { __typename: "Publication"; id: string; name: string } | null;
  attribution: { handle: string; displayName: string; icon: null } | null;
  retailLocation: LocationRecord | null;
  billingAddress: AddressRecord | null;
  shippingAddress: AddressRecord | null;
  customer: CustomerRecord | null;
  purchasingCompany: {
    __typename: "PurchasingCompany";
    company: CompanyRecord;
    contact: CompanyContactRecord | null;
    location: CompanyLocationRecord;
  } | null;
  paymentTerms: PaymentTermsRecord | null;
  risk: RiskRecord;
  financialStatus: string | null;
  originalTotal: Bag;
  originalDuties: Bag | null;
  originalFees: Bag | null;
  /** Paid and fulfilled when it was last touched. */
  complete: boolean;
  /** The shop's clock, for what runs out by itself. */
  now: () => Date;
  discounts: DiscountRecord[];
  lines: LineRecord[];
  shipping: ShippingRecord[];
  additionalFees: FeeRecord[];
  transactions: TransactionRecord[];
  fulfillmentOrderRecords: FulfillmentOrderRecord[];
  fulfillmentRecords: FulfillmentRecord[];
  refundRecords: RefundRecord[];
  returnRecords: ReturnRecord[];
  agreementRecords: AgreementRecord[];
}
