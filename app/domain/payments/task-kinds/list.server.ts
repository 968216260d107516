import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { foldKind } from "#app/tasks/kind.ts";
import { awaitCapture } from "./await-capture.server.ts";
import { capturePayment } from "./capture-payment.server.ts";
import { readPayments } from "./read-payments.server.ts";
import { registerPayment } from "./register-payment.server.ts";

/** Task kinds of invoices and their payments. */
export const paymentTaskKinds: readonly AnyTaskKind[] = [
  foldKind(readPayments),
  foldKind(capturePayment),
  foldKind(awaitCapture),
  foldKind(registerPayment),
];
