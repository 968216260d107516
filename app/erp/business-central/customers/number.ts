import type { ExternalKey } from "#app/erp/port/refs.ts";

/** Ids of different records may be equal. */
const LETTER: Partial<Record<ExternalKey["kind"], string>> = { item: "I", company: "C" };

/**
 * The number of a record the app creates. Business Central has no other field that is unique: the
 * number alone keeps two calls from making two. The external key itself would be too long.
 */
export const ownNumber = ({ kind, shopifyId, generation }: ExternalKey): string =>
  `S${LETTER[kind] ?? ""}${shopifyId}${generation > 1 ? `-${generation}` : ""}`;
