/** The most ids that one call of `nodes` may name, as any list that Shopify takes. */
export const NODES_AT_MOST = 250;
