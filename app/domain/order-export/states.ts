import { EXPORT_FAILURES } from "#app/domain/made-orders/states.ts";

/** Conditions of an export, in the order they are checked: the first that is not met is told. */
export const ORDER_REASONS = [
  "otherStore",
  "notReleased",
  "invoiced",
  "partly",
  "defaultCustomer",
  // S3, Why data cannot be uploaded.
  "noContact",
  "emailInvalid",
  "phoneInvalid",
  "otherCustomer",
  "noLines",
  "quantity",
  "currency",
  "negativeAmount",
  "unproved",
] as const;
export type OrderReason = (typeof ORDER_REASONS)[number];

/** Why Shopify did not take a customer that was to be made. */
const CUSTOMER_FAILURES = ["emailTaken", "phoneTaken"] as const;

export const REASONS = [...ORDER_REASONS, ...CUSTOMER_FAILURES, ...EXPORT_FAILURES] as const;
export type Reason = (typeof REASONS)[number];
