import { stateMachine } from "#app/lib/states.ts";

/** A posted invoice and the money it lets us capture. Channel: the marketplace takes its money itself. */
export const INVOICE = stateMachine({
  new: ["reading", "failed", "skipped", "cancelled"],
  reading: ["open", "captured", "nothing", "channel", "failed", "skipped", "cancelled"],
  open: ["captured", "nothing", "channel", "failed", "skipped", "cancelled", "new"],
  captured: ["open", "failed", "cancelled", "new"],
  nothing: ["open", "captured", "channel", "failed", "skipped", "cancelled", "new"],
  channel: ["open", "captured", "nothing", "failed", "skipped", "cancelled", "new"],
  failed: ["open", "captured", "nothing", "channel", "skipped", "cancelled", "new"],
  skipped: ["new", "cancelled"],
  cancelled: ["new"],
});
export type InvoiceState = (typeof INVOICE.states)[number];

/** What the ERP says of an invoice. */
export const INVOICE_STATUSES = ["posted", "paid", "cancelled", "reopened"] as const;

/** A payment line: one authorized payment and what an invoice lets us capture of it. Pending: Shopify has not said how the capture ended. */
export const PAYMENT_LINE = stateMachine({
  open: ["pending", "captured", "elsewhere", "nothing", "later", "channel", "failed", "skipped"],
  pending: ["captured", "failed"],
  later: ["open", "elsewhere", "nothing", "channel", "failed", "skipped"],
  nothing: ["open", "elsewhere", "channel", "failed", "later", "skipped"],
  channel: ["open", "captured", "elsewhere", "nothing", "failed", "later", "skipped"],
  failed: ["open", "captured", "elsewhere", "nothing", "channel", "later", "skipped"],
  skipped: ["nothing"],
  captured: [],
  elsewhere: [],
});
export type LineState = (typeof PAYMENT_LINE.states)[number];

/** A payment of Shopify that is registered on an invoice in the ERP. */
export const REGISTRATION = stateMachine({
  planned: ["registered", "failed"],
  failed: ["planned", "registered"],
  registered: [],
});

/** What a line makes of its invoice's state. Of several lines the one that comes first here decides. */
export const INVOICE_BY_LINE: Readonly<Record<LineState, InvoiceState>> = {
  failed: "failed",
  open: "open",
  pending: "open",
  later: "open",
  channel: "channel",
  captured: "captured",
  elsewhere: "captured",
  skipped: "skipped",
  nothing: "nothing",
};
