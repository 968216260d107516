/** An order in a few words, made whole by place-order.ts. Amounts are decimal strings in the order's presentment currency. */
import type { Attribute } from "./model.ts";
import type { TaxRate } from "./arithmetic/taxes.ts";

export interface AddressSpec {
  firstName?: string;
  lastName?: string;
  company?: string;
  address1?: string;
  address2?: string;
  city?: string;
  province?: string;
  provinceCode?: string;
  zip?: string;
  country?: string;
  countryCode: string;
  phone?: string;
}

export interface LineSpec {
  /** SKU of a variant of the shop; title, price, vendor and flags come from it. Without it the line is a custom one. */
  variant?: string;
  title?: string;
  sku?: string;
  vendor?: string;
  price?: string;
  quantity?: number;
  requiresShipping?: boolean;
  taxable?: boolean;
  attributes?: Attribute[];
  kind?: "goods" | "tip";
  /** Name of the subscription or pre-order that it is sold with. */
  sellingPlan?: string;
  /** Of a bundle: lines with the same text stand in one LineItemGroup with that title. */
  bundle?: string;
  /** Off this line only. */
  discount?: { percent?: string; amount?: string; title?: string; code?: string };
  taxes?: TaxRate[];
  duties?: {
    amount: string;
    harmonizedSystemCode?: string;
    countryCodeOfOrigin?: string;
    taxes?: TaxRate[];
  }[];
}

export interface ShippingSpec {
  title: string;
  price: string;
  code?: string;
  source?: string;
  carrierIdentifier?: string;
  custom?: boolean;
  taxes?: TaxRate[];
  discount?: { percent?: string; amount?: string; title?: string; code?: string };
}
export interface OrderDiscountSpec {
  percent?: string;
  amount?: string;
  title?: string;
  code?: string;
}

export interface PaymentSpec {
  kind?: "SALE" | "AUTHORIZATION";
  gateway?: string;
  status?: "SUCCESS" | "PENDING" | "FAILURE";
  /** Left out: whatever is still open. */
  amount?: string;
  /** Captured at once (an authorization), all or this much. */
  capture?: string | true;
  void?: boolean;
  multiCapturable?: boolean;
  errorCode?: string;
  /** Cash: the smallest coin, e.g. "0.05". */
  cashStep?: string;
  /** Gift card that pays, by its last characters. */
  giftCard?: string;
  /** Shop units for one presentment unit on the day of payment, when it differs from the order's. */
  rate?: string;
}

export interface FulfillmentOrderSpec {
  location?: string;
  /** Line position → quantity. Left out: everything not named elsewhere. */
  lines?: { line: number; quantity: number }[];
  hold?: { reason: string; notes?: string };
  scheduledInHours?: number;
  method?: "SHIPPING" | "PICK_UP" | "RETAIL" | "NONE" | "LOCAL";
  inProgress?: boolean;
}

export type LaterStep = { hoursLater: number } & (
  | {
      act: "fulfill";
      fulfillmentOrder?: number;
      lines?: { line: number; quantity: number }[];
      tracking?: { company?: string; number?: string; url?: string };
    }
  /** shipping: an amount before tax or "all"; money: an amount or "none", left out: what the rest is worth. */
  | {
      act: "refund";
      lines?: {
        line: number;
        quantity: number;
        restock?: "RETURN" | "CANCEL" | "NO_RESTOCK";
        location?: string;
      }[];
      shipping?: string;
      duties?: boolean;
      money?: string;
      note?: string;
      custom?: string;
      ofReturn?: number;
      status?: "SUCCESS" | "PENDING" | "FAILURE";
    }
  | {
      act: "edit";
      setQuantity?: { line: number; quantity: number; restock?: boolean }[];
      add?: LineSpec[];
      discountLine?: { line: number; amount: string; title: string };
      removeShipping?: number;
      addShipping?: ShippingSpec;
    }
  | { act: "cancel"; reason?: string; restock?: boolean; refund?: boolean }
  | { act: "archive" }
  | { act: "deactivateGiftCards" }
  | { act: "pay"; amount?: string; gateway?: string }
  | { act: "capture"; amount?: string }
  | {
      act: "return";
      lines: { line: number; quantity: number; reason?: string; restocking?: string }[];
      status: "REQUESTED" | "OPEN" | "CLOSED";
      /** Goods the buyer gets instead. */
      exchange?: LineSpec[];
      shippingFee?: string;
    }
  /** The goods of the first return came in, and where they went. */
  | {
      act: "receive";
      lines: {
        line: number;
        quantity: number;
        type: "RESTOCKED" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "MISSING";
        location?: string;
      }[];
    }
);

export type HeaderOff = Partial<Record<"subtotal" | "shipping" | "tax" | "total", string>>;

export interface OrderSpec {
  /** Left out: the shop's prefix, the next number, its suffix. An app may give any text, also one that another order has. */
  name?: string;
  /** An order an app brings in later than it was sold: processedAt lies this many hours before createdAt. */
  soldHoursEarlier?: number;
  currency?: string;
  taxesIncluded?: boolean;
  taxExempt?: boolean;
  dutiesIncluded?: boolean;
  estimatedTaxes?: boolean;
  taxes?: TaxRate[];
  taxShipping?: boolean;
  /** `name` of digits: the id of an app; `handle` "": unattributed. */
  source?:
    | "web"
    | "pos"
    | "draft"
    | { name: string; handle: string; displayName: string; identifier?: string };
  /** Key of a customer of the shop; null: a guest, known by e-mail alone. */
  customer?: string | null;
  email?: string | null;
  phone?: string | null;
  company?: { key: string; location: string; contact?: boolean };
  /** "customer": the customer's default address. */
  shippingAddress?: AddressSpec | "customer" | null;
  billingAddress?: AddressSpec | "customer" | "same" | null;
  lines: LineSpec[];
  shipping?: ShippingSpec[];
  discounts?: OrderDiscountSpec[];
  fees?: { name: string; amount: string; taxes?: TaxRate[] }[];
  payments?: PaymentSpec[];
  paymentTerms?: { name: string; type: "NET" | "FIXED" | "RECEIPT" | "FULFILLMENT"; days?: number };
  fulfillmentOrders?: FulfillmentOrderSpec[];
  /**
   * By how much Shopify's header differs from what its parts come to, in the presentment currency and signed. Merchants of apps that sell in orders of
   * their own report cents of it; how Shopify comes to them is not recorded. `total` is what is paid.
   */
  headerOff?: HeaderOff;
  /** `before`: totalShippingPriceSet stands before the discounts of the shipping lines; left out: after them. Both are read in the field's text; not recorded. */
  shippingTotal?: "before" | "after";
  note?: string;
  tags?: string[];
  attributes?: Attribute[];
  poNumber?: string;
  test?: boolean;
  locale?: string;
  sourceIdentifier?: string;
  risk?: "LOW" | "MEDIUM" | "HIGH";
  retailLocation?: string;
  later?: LaterStep[];
}

export interface OrderKind {
  kind: string;
  title: string;
  spec: OrderSpec;
  /** In the seed: hours before the clock's now. */ hoursAgo?: number;
}
