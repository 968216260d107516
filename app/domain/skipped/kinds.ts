/** What can be left out of the traffic with the ERP and Shopify, and is listed with its reason. */
export const SKIPPED_KINDS = ["shipment", "invoice", "paymentLine", "task", "order"] as const;
export type SkippedKind = (typeof SKIPPED_KINDS)[number];
