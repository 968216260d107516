import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";

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
export const RISKS = ["any", "notHigh", "highOnly"] as const satisfies readonly TypedSync["risk"][];

/** No filter by default. */
export const EMPTY_SYNC: TypedSync = {
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
export const PAID_UNSHIPPED: Pick<TypedSync, "payment" | "fulfillment"> = {
  payment: ["PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED"],
  fulfillment: ["UNFULFILLED", "PARTIALLY_FULFILLED"],
};
