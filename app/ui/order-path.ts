/** The order page of an order gid; the address carries the numeric id. */
export const orderPath = (orderGid: string): string =>
  `/app/orders/${orderGid.replace(/^.*\//, "")}`;

/** The gid behind the address; undefined when it is not a numeric id. */
export const orderGid = (legacyId: string | undefined): string | undefined =>
  legacyId !== undefined && /^\d{1,20}$/.test(legacyId)
    ? `gid://shopify/Order/${legacyId}`
    : undefined;
