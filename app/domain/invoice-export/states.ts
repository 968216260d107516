import { EXPORT_FAILURES } from "#app/domain/made-orders/states.ts";

/** Conditions of an export, in the order they are checked: the first that is not met is told. */
export const EXPORT_REASONS = [
  "noCustomer",
  "paymentTerms",
  "defaultCustomer",
  "templateCustomer",
  "noLines",
  "quantity",
  "noNumber",
  "currency",
  "negativeAmount",
  "openAmount",
  "unproved",
] as const;
export type ExportReason = (typeof EXPORT_REASONS)[number];

export const REASONS = [...EXPORT_REASONS, ...EXPORT_FAILURES] as const;
