/** Writes to one shop at Shopify wait in this many lanes; all of one order's in the same. */
export const SHOPIFY_LANES = 4;
