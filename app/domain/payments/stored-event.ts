import { invoiceEventSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";

/** `PostedInvoice.event`, as the ERP's feed gave it last. */
export const storedInvoiceEvent = storedJson("event", invoiceEventSchema);
