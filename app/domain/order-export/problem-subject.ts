/** What problems of exporting sales orders are about: all of it, or one sales order. */
export const ORDER_EXPORTS = { subject: "orderExport", orderId: null } as const;
export const orderExportSubject = (id: string): string => `orderExport:${id}`;
