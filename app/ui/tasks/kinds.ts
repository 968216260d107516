/** Every kind of outside act, in the order of an order's life: the choices of the filter. A test holds it equal to what the worker can do. */
export const TASK_KINDS = [
  "createCustomer",
  "createItem",
  "createDocument",
  "releaseDocument",
  "writeDocumentAttribute",
  "createFulfillment",
  "readPayments",
  "capturePayment",
  "awaitCapture",
  "registerPayment",
  "markAsPaid",
  "cancelOrder",
  "awaitCancel",
  "archiveOrder",
] as const;
