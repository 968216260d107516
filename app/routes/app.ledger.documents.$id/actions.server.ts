import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { z } from "zod";
import {
  cancelDocument,
  deleteDocument,
  releaseDocument,
} from "#app/erp/ledger/documents/change.server.ts";
import { editDocumentLines } from "#app/erp/ledger/documents/edit.server.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { insertPayment } from "#app/erp/ledger/posting/payment.server.ts";
import { postShipment, undoShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import type { Scope } from "#app/erp/ledger/scope.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { ledgerOutcome } from "#app/web/ledger.server.ts";
import { trackingNumbers } from "./tracking-numbers.ts";

const version = z.string().max(20);
const id = z.string().max(40);
const decimal = z.string().max(40);
const code = z.string().max(100);

/** What the document's page sends. */
export const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["release", "cancel", "delete"]), version }),
  z.object({
    intent: z.literal("ship"),
    version,
    lines: z.array(z.object({ lineId: id, quantity: decimal })).max(5000),
    shippingAgent: code,
    shippingAgentService: code,
    trackingNumbers: z.string().max(20_000),
    trackingUrl: z.string().max(4000),
  }),
  z.object({ intent: z.literal("undo"), shipment: id }),
  z.object({ intent: z.literal("invoice"), version, what: z.enum(["shipped", "whole"]) }),
  z.object({
    intent: z.literal("pay"),
    invoice: id,
    amount: decimal,
    currency: z.string().max(3),
    method: code,
    date: z.string().max(20),
  }),
  z.object({
    intent: z.literal("edit"),
    version,
    remove: z.array(id).max(5000),
    change: z
      .array(z.object({ lineId: id, quantity: decimal.optional(), location: code.optional() }))
      .max(5000),
    add: z
      .array(
        z.object({
          key: z.string().max(20),
          itemId: id,
          variantCode: code,
          quantity: decimal,
          unitPrice: decimal,
          location: code,
        }),
      )
      .max(500),
  }),
]);

export type Sent = z.output<typeof body>;

/** Something was posted or taken back: what the feeds tell is new. */
export const isPosting = (sent: Sent, outcome: FieldOutcome): boolean =>
  outcome.done !== undefined && ["ship", "undo", "invoice", "pay"].includes(sent.intent);

/** Does what a person asked for on the document `documentId`; refusals come back as an outcome. */
export async function actOn(
  scope: Scope,
  documentId: string,
  sent: Sent,
  actor: string,
): Promise<FieldOutcome> {
  const ref = {
    kind: "salesOrder" as const,
    id: documentId,
    ...("version" in sent ? { version: sent.version } : {}),
  };
  switch (sent.intent) {
    case "release":
      return ledgerOutcome(
        "ledger.document.done.release",
        async () => void (await releaseDocument(scope, ref)),
      );
    case "delete":
      return ledgerOutcome("ledger.document.done.delete", () => deleteDocument(scope, ref, actor));
    case "cancel": {
      let reason: RefusalText | undefined;
      const outcome = await ledgerOutcome("ledger.document.done.cancel", async () => {
        ({ reason } = await cancelDocument(scope, ref));
      });
      return reason === undefined
        ? outcome
        : { refused: "ledger.refused.stateConflict", words: [reason] };
    }
    case "ship": {
      const lines = sent.lines.map(({ lineId, quantity }) => ({
        lineId,
        quantity: typed(quantity) || "0",
      }));
      let receipt = false;
      const outcome = await ledgerOutcome("ledger.document.done.ship", async () => {
        ({ receipt } = await postShipment(scope, {
          order: ref,
          lines,
          agent: sent.shippingAgent,
          service: sent.shippingAgentService,
          trackingNumbers: trackingNumbers(sent.trackingNumbers),
          trackingUrl: sent.trackingUrl,
          by: actor,
        }));
      });
      return receipt ? { ...outcome, done: "ledger.document.done.receive" } : outcome;
    }
    case "undo":
      return undo(scope, sent.shipment, actor);
    case "invoice": {
      let kind = "salesInvoice";
      const outcome = await ledgerOutcome("ledger.document.done.invoice", async () => {
        ({ kind } = await postInvoice(scope, ref, sent.what, actor));
      });
      return kind === "creditMemo"
        ? { ...outcome, done: "ledger.document.done.creditMemo" }
        : outcome;
    }
    case "pay": {
      const { amount, currency, method, date } = sent;
      const outcome = await ledgerOutcome("ledger.document.done.pay", () =>
        insertPayment(scope, null, {
          invoice: { kind: "salesInvoice", id: sent.invoice },
          amount: typed(amount),
          currency,
          method,
          date,
        }),
      );
      // More than remains: said beside the amount.
      return outcome.refused === "ledger.refused.stateConflict" && outcome.words !== undefined
        ? {
            ...outcome,
            errors: { amount: "ledger.problem.notTaken" },
            fieldWords: { amount: outcome.words },
          }
        : outcome;
    }
    case "edit": {
      const change = sent.change.map(({ lineId, quantity, location }) => ({
        lineId,
        ...(quantity === undefined ? {} : { quantity: typed(quantity) }),
        ...(location === undefined ? {} : { location }),
      }));
      const add = sent.add.map((line) => ({
        ...line,
        quantity: typed(line.quantity),
        unitPrice: typed(line.unitPrice),
      }));
      return ledgerOutcome(
        "ledger.document.done.edit",
        async () =>
          void (await editDocumentLines(scope, ref, { change, remove: sent.remove, add })),
      );
    }
  }
}

async function undo(scope: Scope, shipment: string, actor: string): Promise<FieldOutcome> {
  let receipt = false;
  const outcome = await ledgerOutcome("ledger.document.done.undo", async () => {
    ({ receipt } = await undoShipment(scope, shipment, actor));
  });
  return receipt ? { ...outcome, done: "ledger.document.done.undoReceipt" } : outcome;
}

const typed = (text: string): string => text.trim();
