import type { TaskKindName } from "#app/domain/task-kinds/all.server.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";

/** A kind without its text `tasks.kind.<kind>` does not compile, nor does one that is missing here. */
type EveryKind = {
  [K in TaskKindName]: K extends KeyUnder<"tasks.kind"> ? true : "lacks its text";
};

const KINDS: EveryKind = {
  createCustomer: true,
  createItem: true,
  createDocument: true,
  createCreditMemo: true,
  releaseDocument: true,
  releaseCreditMemo: true,
  writeDocumentAttribute: true,
  amendDocument: true,
  cancelDocument: true,
  createFulfillment: true,
  fulfillNotShipped: true,
  updateTracking: true,
  readPayments: true,
  capturePayment: true,
  awaitCapture: true,
  registerPayment: true,
  registerRefund: true,
  applyCreditMemo: true,
  markAsPaid: true,
  cancelOrder: true,
  awaitCancel: true,
  archiveOrder: true,
  setStock: true,
  activateStock: true,
  fireFlowTrigger: true,
  exportInvoice: true,
  recordPartPayment: true,
  setPaymentTerms: true,
  makeBuyer: true,
  exportOrder: true,
  customerToErp: true,
  customerToShopify: true,
  itemToErp: true,
  itemToShopify: true,
};

/** Every kind of outside act, in the order of an order's life: the choices of the filter. */
export const TASK_KINDS = Object.keys(KINDS);
