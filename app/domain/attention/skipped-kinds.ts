/** Kinds of records that can be skipped. */
export const SKIPPED_KINDS = ["shipment", "invoice", "paymentLine", "task", "order"] as const;
