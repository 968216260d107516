import { EXPORT_PREFIXES } from "#app/domain/orders/snapshot/export-key.ts";

/**
 * The order's `sourceIdentifier` at Shopify: one and the same for a document of the ERP, whatever happens to the app's own rows, so that an order that was
 * made of it is found before another could be.
 */
export const exportKey = (
  made: keyof typeof EXPORT_PREFIXES,
  connectionId: string,
  erpId: string,
): string => `${EXPORT_PREFIXES[made]}${connectionId}-${erpId}`;

/** Part of a search: the value stands in quotes, so that its hyphens are no syntax. */
export const bySource = (key: string): string =>
  `source_identifier:"${key.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
