/** As Shopify writes them on an order. */
export const PAYMENT_STATUSES = ["AUTHORIZED", "PARTIALLY_PAID", "PAID", "PENDING", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"] as const;
export const FULFILLMENT_STATUSES = ["UNFULFILLED", "PARTIALLY_FULFILLED", "IN_PROGRESS", "ON_HOLD", "FULFILLED"] as const;
export const RISKS = ["any", "notHigh", "highOnly"] as const;

/** What a person types into the sync dialog; every value is text until it is checked. */
export interface SyncForm {
  names: string;
  archived: boolean;
  payment: string[];
  fulfillment: string[];
  countries: string;
  tags: string;
  channels: string;
  risk: (typeof RISKS)[number];
  fromNumber: string;
  attributeKey: string;
  attributeValue: string;
}

/** No filter by default. */
export const EMPTY_SYNC: SyncForm = { names: "", archived: false, payment: [], fulfillment: [], countries: "", tags: "", channels: "", risk: "any", fromNumber: "", attributeKey: "", attributeValue: "" };

/** The ready preset: orders that are paid in some way and not shipped yet. */
export const PAID_UNSHIPPED: Pick<SyncForm, "payment" | "fulfillment"> = { payment: ["AUTHORIZED", "PARTIALLY_PAID", "PAID"], fulfillment: ["UNFULFILLED", "PARTIALLY_FULFILLED", "IN_PROGRESS"] };
