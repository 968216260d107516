/** The order page of an order gid; the address carries the numeric id. */
export const orderPath = (orderGid: string): string =>
  `/app/orders/${orderGid.replace(/^.*\//, "")}`;
