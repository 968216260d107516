import { exportInvoice } from "./export-invoice.server.ts";
import { recordPartPayment } from "./record-part-payment.server.ts";
import { setPaymentTerms } from "./set-payment-terms.server.ts";

/** Outside acts of exporting invoices, for the worker's catalog. */
export const invoiceExportTaskKinds = [exportInvoice, recordPartPayment, setPaymentTerms] as const;
