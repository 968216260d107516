/** OrderCancelReason of the Admin API. */
export const CANCEL_REASONS = [
  "OTHER",
  "CUSTOMER",
  "DECLINED",
  "FRAUD",
  "INVENTORY",
  "STAFF",
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Where paid money goes: back the way it came, onto the customer's store credit, or nowhere. */
export const CANCEL_REFUNDS = ["original", "storeCredit", "none"] as const;
export type CancelRefund = (typeof CANCEL_REFUNDS)[number];

/** Shopify's limit: "Staff note is too long. Maximum length is 255 characters." */
export const STAFF_NOTE_MAX = 255;

/** Blank and unknown reasons become OTHER (PAY-4). */
export const cancelReason = (text: string): CancelReason =>
  CANCEL_REASONS.find((reason) => reason === text.trim().toUpperCase()) ?? "OTHER";
