/** What problems of a shop's catalog are about: all of it. */
export const CATALOG = { subject: "catalog", orderId: null } as const;
