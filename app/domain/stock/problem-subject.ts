/** What problems of a shop's stock are about: all of it, or one item at one location. */
export const STOCK = { subject: "stock", orderId: null } as const;
export const levelSubject = (inventoryItemId: string, locationId: string): string =>
  `stock:${inventoryItemId}:${locationId}`;
