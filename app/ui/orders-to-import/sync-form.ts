/** As Shopify writes them on an order. */
export const PAYMENT_STATUSES = [
  "AUTHORIZED",
  "PARTIALLY_PAID",
  "PAID",
  "PENDING",
  "PARTIALLY_REFUNDED",
  "REFUNDED",
  "VOIDED",
] as const;
export const FULFILLMENT_STATUSES = [
  "UNFULFILLED",
  "PARTIALLY_FULFILLED",
  "IN_PROGRESS",
  "ON_HOLD",
  "FULFILLED",
] as const;
export const RISKS = ["any", "notHigh", "highOnly"] as const;

/** What a person types into the sync dialog; every value is text until it is checked. */
export interface SyncForm {
  names: string;
  archived: boolean;
  listOnly: boolean;
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
export const EMPTY_SYNC: SyncForm = {
  names: "",
  archived: false,
  listOnly: false,
  payment: [],
  fulfillment: [],
  countries: "",
  tags: "",
  channels: "",
  risk: "any",
  fromNumber: "",
  attributeKey: "",
  attributeValue: "",
};

/** The ready preset (SET-17): paid in some way, not or partly shipped. */
export const PAID_UNSHIPPED: Pick<SyncForm, "payment" | "fulfillment"> = {
  payment: ["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED"],
  fulfillment: ["UNFULFILLED", "PARTIALLY_FULFILLED"],
};
