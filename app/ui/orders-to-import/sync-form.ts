/** Shopify's own words, lower case as its search takes them. */
export const PAYMENT_STATUSES = ["authorized", "partially_paid", "paid", "pending", "partially_refunded", "refunded", "voided"] as const;
export const FULFILLMENT_STATUSES = ["unfulfilled", "partial", "fulfilled"] as const;

/** What a person types into the sync dialog; every value is text until it is checked. */
export interface SyncForm {
  names: string;
  archived: boolean;
  payment: string[];
  fulfillment: string[];
  countries: string;
  tags: string;
  channels: string;
  risk: "any" | "notHigh" | "high";
  fromNumber: string;
  attributeKey: string;
  attributeValue: string;
}

/** No filter by default. */
export const EMPTY_SYNC: SyncForm = { names: "", archived: false, payment: [], fulfillment: [], countries: "", tags: "", channels: "", risk: "any", fromNumber: "", attributeKey: "", attributeValue: "" };

/** The ready preset: orders that are paid in some way and not shipped yet. */
export const PAID_UNSHIPPED: Pick<SyncForm, "payment" | "fulfillment"> = { payment: ["authorized", "partially_paid", "paid"], fulfillment: ["unfulfilled", "partial"] };
