import type { ProblemKind } from "#app/domain/problems/catalog.ts";

/** What the ERP, Shopify or the app has refused. Everything else waits for something, and is no alarm. */
const REFUSALS: readonly ProblemKind[] = [
  "erp-refused",
  "erp-auth",
  "erp-permission",
  "no-permission",
  "shopify-refused",
  "shopify-token",
  "fulfillment-refused",
  "capture-failed",
  "mark-paid-refused",
  "cancel-refused",
  "document-number-refused",
  "totals-mismatch",
  "unproved-total",
  "duplicate-documents",
];

/** Red is for refusals. */
export const problemTone = (kind: string): "critical" | "warning" =>
  (REFUSALS as readonly string[]).includes(kind) ? "critical" : "warning";
