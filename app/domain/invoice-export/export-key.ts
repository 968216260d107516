import { EXPORT_PREFIX } from "#app/domain/orders/snapshot/export-key.ts";

/**
 * The order's `sourceIdentifier` at Shopify: one and the same for an invoice, whatever happens to the app's own rows, so that an order that was made of
 * it is found before another could be.
 */
export const exportKey = (connectionId: string, erpId: string): string =>
  `${EXPORT_PREFIX}${connectionId}-${erpId}`;

/** Part of a search: the value stands in quotes, so that its hyphens are no syntax. */
export const bySource = (key: string): string =>
  `source_identifier:"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
