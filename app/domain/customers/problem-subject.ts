/** What problems of exchanging customers are about: all of it, or one customer. */
export const CUSTOMERS = { subject: "customers", orderId: null } as const;
export const customerSubject = (id: string): string => `customer-sync:${id}`;
