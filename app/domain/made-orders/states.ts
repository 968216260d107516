import { stateMachine } from "#app/lib/states.ts";

/**
 * A document of the ERP on its way to becoming an order in Shopify. Waiting: to be read and decided. Ready: would be sent. Excluded: a condition is not
 * met (S1: −2). Failed: Shopify refused it, or it could not be read (S1: −1). Cancelled: in the ERP, before there was an order.
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

/** Why an export failed. */
export const EXPORT_FAILURES = ["refused", "erp", "taskFailed", "otherTotal", "putAside"] as const;
export type ExportFailure = (typeof EXPORT_FAILURES)[number];
