/** What problems of creating items and products are about: all of it, or one. */
export const ITEMS = { subject: "items", orderId: null } as const;
export const itemSubject = (id: string): string => `item-sync:${id}`;
