import { awaitCapture } from "./await-capture.server.ts";
import { capturePayment } from "./capture-payment.server.ts";
import { readPayments } from "./read-payments.server.ts";
import { registerPayment } from "./register-payment.server.ts";

/** Task kinds of invoices and their payments. */
export const paymentTaskKinds = [
  readPayments,
  capturePayment,
  awaitCapture,
  registerPayment,
] as const;
