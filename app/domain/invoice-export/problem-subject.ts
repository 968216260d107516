/** What problems of exporting invoices are about: all of it, or one invoice. */
export const EXPORTS = { subject: "export", orderId: null } as const;
export const exportSubject = (id: string): string => `export:${id}`;
