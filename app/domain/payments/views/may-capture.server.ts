import type { PaymentLine, PostedInvoice } from "#app/db/generated/client.ts";
import { counts } from "../order-invoices.server.ts";

/** States of a line from which a person may capture it; an open one is about to be captured by itself. */
const STATES = new Set(["later", "failed", "skipped", "nothing", "channel"]);

/** Whether a person is offered to capture a payment line now. Its capture asks Shopify again, and has the last word. */
export const mayCapture = (
  invoice: Pick<PostedInvoice, "status" | "state">,
  line: Pick<PaymentLine, "state" | "capturable">,
): boolean => counts(invoice) && STATES.has(line.state) && !line.capturable.isZero();
