/**
 * What the ledger's own screens call. Every function takes whose books (`Scope`: shop and
 * connection) first, and refuses with ErpError,
 * whose message is meant to be read by a person. Customers created and changed by hand go through
 * the same checks as those the app creates.
 */
export { listDocuments, readDocument } from "./back-office/documents.server.ts";
export { cancelDocument, deleteDocument, releaseDocument } from "./documents/change.server.ts";
export { listInvoices, listShipments } from "./back-office/posted.server.ts";
export { editDocumentLines } from "./documents/edit.server.ts";
export type { LineEdits } from "./documents/line-edit.ts";
export { postInvoice } from "./posting/invoice.server.ts";
export { postShipment, undoShipment } from "./posting/shipment.server.ts";
export { insertPayment } from "./posting/payment.server.ts";
export { listCustomers, readCustomer } from "./back-office/customers.server.ts";
export { postInvoiceByHand } from "./back-office/invoice-by-hand.server.ts";
export { insertCustomer, updateCustomer } from "./customers/write.server.ts";
export { adjustStock, readItem, saveItemUnit, updateItem } from "./back-office/items.server.ts";
export { insertItem } from "./items/write.server.ts";
export { saveVariant } from "./items/variants.server.ts";
export {
  listNumberSeries,
  listSetUp,
  readCompany,
  saveCompany,
  saveNumberSeries,
  saveSetUp,
} from "./back-office/set-up.server.ts";
export type { Scope } from "./scope.ts";
