import type { OrderId } from "#app/lib/ids.ts";
import { z } from "zod";
import { DOCUMENT_KINDS } from "#app/erp/port/documents.ts";

const text = z.string();
/** A document may have no number before it is released. */
const number = text.nullable();
const nothing = z.object({});
const problem = z.object({ kind: text, params: z.record(z.string(), z.json()), cause: text });
const refusal = z.object({ problem });
const document = z.enum(DOCUMENT_KINDS);
const payment = z.object({ amount: text, currency: text });
/** From, to; null: Shopify says nothing. */
const change = z.object({ before: text.nullable(), after: text.nullable() });

const choice = z.enum([
  ...(["customer", "newCustomer", "item", "card", "release", "hold"] as const),
  ...(["shipmentMethod", "shippingAgent"] as const),
  ...(["shippingAgentService", "paymentTerms", "paymentMethod", "useShopifyOrderNumber"] as const),
]);
export type Choice = z.infer<typeof choice>;

/** Of rows that kept one text: "item", "paymentTerms,paymentMethod", "release:cancelled". */
const choicesOf = (what: string): Choice[] =>
  what.split(",").flatMap((name) => choice.safeParse(name.split(":")[0]).data ?? []);

/**
 * Everything an order's timeline can hold: one line per kind, with what a row of it carries. Rows
 * live as long as the order, so what is
 * changed here must still read what was written before (a new field is optional, an old form is
 * another member of a union).
 * A kind without its text or its rendering does not compile.
 */
export const EVENTS = {
  imported: z.object({ versionId: text }),
  changed: z.object({ versionId: text, from: text }),
  status: z
    .object({ payment: change, fulfillment: change, returns: change, cancelled: change })
    .partial(),
  conflict: nothing,
  conflictResolved: z.object({ versionId: text, reason: text.optional() }),
  conflictReopened: nothing,
  choiceMade: z.object({ choices: z.array(choice), reason: text.optional() }).or(
    z.object({ what: text }).transform(({ what }): { choices: Choice[]; reason?: string } => ({
      choices: choicesOf(what),
    })),
  ),
  documentRequested: z.object({ kind: document }),
  documentRefused: z
    .object({ problems: z.array(problem) })
    // Rows that kept only the causes, which no person reads.
    .or(z.object({ causes: z.array(text) }).transform(() => ({ problems: [] }))),
  documentFailed: refusal.extend({ salesDocumentId: text }),
  documentCreated: z.object({ kind: document, number, salesDocumentId: text }),
  documentReleased: z.object({ number, salesDocumentId: text }),
  documentAmended: z.object({ number, salesDocumentId: text }),
  documentAmendFailed: refusal,
  documentCancelled: z.object({ number, salesDocumentId: text }),
  documentUnlinked: z.object({
    number,
    generation: z.number(),
    kind: document.optional(),
    reason: text.optional(),
  }),
  creditMemoPosted: z.object({ number: text }),
  /** A credit memo that people posted in the ERP: seen there, cancelled there, and what somebody said that it is for. */
  memoByHandFound: payment.extend({ number: text }),
  memoByHandGone: payment.extend({ number: text }),
  memoByHandLinked: payment.extend({ number: text, refunded: text, refundedCurrency: text }),
  memoByHandOther: payment.extend({ number: text }),
  returnReceived: z.object({ number: text }),
  returnReceiptUndone: z.object({ number: text }),
  documentRelinked: z.object({ number, generation: z.number() }),
  /** Links to customers or items that the ERP no longer has; the buyer and the goods are looked for again. */
  deadLinksRemoved: z.object({ numbers: z.array(text) }),
  attributeWritten: z.object({ number: text }),
  fulfilled: z.object({ number: text, fulfillment: text, quantity: z.number() }),
  notShippedFulfilled: z.object({ fulfillment: text, quantity: z.number() }),
  trackingUpdated: z.object({ number: text, fulfillment: text }),
  fulfillmentCancelled: z.object({ number: text, fulfillment: text }),
  fulfillmentFailed: refusal.extend({ number: text }),
  shipmentUndone: z.object({ number: text }),
  shipmentRetried: z.object({ number: text }),
  shipmentSkipped: z.object({ number: text, text }),
  paymentCaptured: payment.extend({ gateway: text, invoice: text }),
  captureFailed: refusal,
  paymentRegistered: payment.extend({ number: text, method: text }),
  paymentOnAccount: payment.extend({ number: text, method: text }),
  creditMemoApplied: payment.extend({ creditMemo: text, invoice: text }),
  paidBackEntered: payment.extend({ reason: text }),
  refundRegistered: payment.extend({ number: text, method: text }),
  markAsPaidRequested: nothing,
  markedAsPaid: z.object({ transactions: z.number() }),
  markAsPaidFailed: refusal,
  cancelRequested: nothing,
  cancelStarted: nothing,
  cancelled: z.object({ at: text }),
  cancelFailed: refusal,
  archived: nothing,
  redacted: nothing,
} satisfies Record<string, z.ZodType>;

export type EventKind = keyof typeof EVENTS;
export type EventData<K extends EventKind> = z.output<(typeof EVENTS)[K]>;
/** Who did it: the app itself, a person (`user:…`), or what asked for it. */
export type NewEvent = {
  [K in EventKind]: { orderId: OrderId; actor: string; kind: K; data: EventData<K> };
}[EventKind];

/**
 * An event as a screen shows it; data null: it was erased with the order's personal data, or
 * written in a form that is not known any more.
 */
export type TimelineEvent = { id: string; at: string; actor: string } & (
  { [K in EventKind]: { kind: K; data: EventData<K> | null } }[EventKind] | { kind: "unknown" }
);
