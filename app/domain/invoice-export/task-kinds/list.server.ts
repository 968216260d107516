import { exportInvoice } from "./export-invoice.server.ts";

/** Outside acts of exporting invoices, for the worker's catalog. */
export const invoiceExportTaskKinds = [exportInvoice] as const;
