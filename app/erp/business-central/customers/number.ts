import type { ExternalKey } from "#app/erp/port/refs.ts";

/**
 * The number of a record the app creates. Business Central has no other field that is unique: the
 * number alone keeps two calls from making two. The external key itself would be too long.
 */
export const ownNumber = ({ kind, shopifyId, generation }: ExternalKey): string =>
  `S${kind === "item" ? "I" : ""}${shopifyId}${generation > 1 ? `-${generation}` : ""}`;
