import { stateMachine } from "#app/lib/states.ts";

/**
 * A posted invoice on its way to Shopify. Waiting: to be read and decided. Ready: would be sent. Excluded: a condition is not met (S1: −2). Failed:
 * Shopify refused it, or it could not be read (S1: −1). Cancelled: in the ERP, before there was an order.
 */
export const EXPORT = stateMachine({
  waiting: ["ready", "excluded", "failed", "cancelled"],
  ready: ["waiting", "sending", "cancelled"],
  sending: ["exported", "failed"],
  exported: [],
  excluded: ["waiting", "cancelled"],
  failed: ["waiting", "cancelled", "exported", "sending"],
  cancelled: ["waiting"],
});
export type ExportState = (typeof EXPORT.states)[number];

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

/** Why an export failed. */
export const EXPORT_FAILURES = ["refused", "erp", "taskFailed", "otherTotal", "putAside"] as const;
export type ExportFailure = (typeof EXPORT_FAILURES)[number];

export const REASONS = [...EXPORT_REASONS, ...EXPORT_FAILURES] as const;
