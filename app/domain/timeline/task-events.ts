import type { EventKind, NewEvent } from "./events.ts";

/**
 * What the end of a task puts on its order's timeline, kind by kind: when it is done or has failed. A kind that is missing here, or an
 * event that does not exist, does not compile (domain/task-kinds/all.server.ts); nor does a task that writes another.
 */
export const TASK_EVENTS = {
  createCustomer: [],
  createItem: [],
  createDocument: ["documentCreated", "documentReleased", "documentFailed"],
  createCreditMemo: ["documentCreated", "documentFailed"],
  releaseDocument: ["documentReleased"],
  releaseCreditMemo: ["documentReleased"],
  writeDocumentAttribute: ["attributeWritten"],
  amendDocument: ["documentAmended", "documentAmendFailed"],
  cancelDocument: ["documentCancelled", "documentAmendFailed"],
  createFulfillment: ["fulfilled", "fulfillmentFailed"],
  fulfillNotShipped: ["notShippedFulfilled"],
  updateTracking: ["trackingUpdated"],
  readPayments: [],
  capturePayment: ["paymentCaptured", "captureFailed"],
  awaitCapture: ["paymentCaptured", "captureFailed"],
  registerPayment: ["paymentRegistered", "paymentOnAccount"],
  registerRefund: ["refundRegistered"],
  applyCreditMemo: ["creditMemoApplied"],
  markAsPaid: ["markedAsPaid", "markAsPaidFailed"],
  cancelOrder: ["cancelStarted", "cancelled", "cancelFailed"],
  awaitCancel: ["cancelled", "cancelFailed"],
  archiveOrder: ["archived"],
  setStock: [],
  activateStock: [],
  fireFlowTrigger: [],
  exportInvoice: [],
  recordPartPayment: [],
  setPaymentTerms: [],
  makeBuyer: [],
  exportOrder: [],
  customerToErp: [],
  customerToShopify: [],
  itemToErp: [],
  itemToShopify: [],
} as const satisfies Record<string, readonly EventKind[]>;

type Declared = typeof TASK_EVENTS;

/** An event that a task of this kind may write, with its data. */
export type TaskEvent<Task extends keyof Declared> = Extract<
  NewEvent,
  { kind: Declared[Task][number] }
>;
