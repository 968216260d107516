import { ConnectionId, DocumentId, LineId, type OrderId, VariantId } from "#app/lib/ids.ts";
import type { KeyUnder, TextKey } from "#app/i18n/text-keys.ts";
import { z } from "zod";
import {
  assignCustomer,
  assignItem,
  chooseHeader,
  createCustomerFor,
  holdAgain,
  releasePolicy,
} from "#app/domain/documents/choices/choices.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { withEarlierDocument } from "#app/domain/documents/store/document-list.server.ts";
import { createShares } from "#app/domain/documents/shares/create-shares.server.ts";
import { relinkDocument } from "#app/domain/documents/store/relink-document.server.ts";
import { unlinkBeside } from "#app/domain/documents/store/unlink-beside.server.ts";
import { unlinkDocument } from "#app/domain/documents/store/unlink-document.server.ts";
import type { OrderActRefusal } from "#app/domain/order-acts/act-refusal.ts";
import { CANCEL_REASONS, CANCEL_REFUNDS } from "#app/domain/order-acts/cancel-choices.ts";
import { cancelOrder } from "#app/domain/order-acts/cancel-order.server.ts";
import { markAsPaid } from "#app/domain/order-acts/mark-as-paid.server.ts";
import { moveToCard } from "#app/domain/documents/choices/move-to-card.server.ts";
import {
  reopenConflict,
  resolveConflict,
  resyncOrder,
} from "#app/domain/orders/order-actions.server.ts";
import { captureLineOf } from "#app/domain/payments/capture-line.server.ts";
import { enterPaidBack } from "#app/domain/payments/enter-paid-back.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { paymentOutcome } from "#app/web/payment-outcome.ts";

const ref = (kind: "customer" | "item") =>
  z
    .object({
      kind: z.literal(kind),
      id: z.string().min(1).max(200),
      number: z.string().max(200).optional(),
    })
    .transform(({ number, ...rest }) => ({ ...rest, ...(number ? { number } : {}) }));

const reason = z.string().trim().min(1).max(300);
const policy = z.enum(["cancelled", "test", "highRisk", "heldMarketplace", "refunded"]);

export const orderActionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create"), again: z.boolean().optional() }),
  z.object({ intent: z.enum(["resync", "relink", "reopen", "createShares"]) }),
  z.object({ intent: z.enum(["resolve", "paidBack"]), reason }),
  /** `document`: of another fulfillment order; without it the order's own. */
  z.object({ intent: z.literal("unlink"), reason, document: DocumentId.optional() }),
  z.object({
    intent: z.literal("customer"),
    party: z.enum(["sellTo", "billTo"]),
    ref: ref("customer").nullable(),
    name: z.string().max(255),
  }),
  z.object({ intent: z.literal("newCustomer"), template: z.string().max(100) }),
  z.object({
    intent: z.literal("item"),
    lineId: LineId,
    ref: ref("item").nullable(),
    title: z.string().max(255),
    variantCode: z.string().optional(),
    unit: z.string().optional(),
    remember: z.object({ connectionId: ConnectionId, variantId: VariantId }).optional(),
  }),
  z.object({ intent: z.literal("release"), policy, reason }),
  z.object({ intent: z.literal("hold"), policy }),
  z.object({ intent: z.literal("card"), card: z.string().max(100) }),
  z.object({ intent: z.literal("capture"), line: z.string() }),
  z.object({ intent: z.literal("markAsPaid"), clickId: z.uuid() }),
  z.object({
    intent: z.literal("cancel"),
    clickId: z.uuid(),
    reason: z.enum(CANCEL_REASONS),
    refund: z.enum(CANCEL_REFUNDS),
    restock: z.boolean(),
    notify: z.boolean(),
    staffNote: z.string().max(2_000),
  }),
  z.object({
    intent: z.literal("header"),
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  }),
]);

/** Carries out what a person did on the order page. Every refusal is a value with its text. */
export async function orderAction(
  shop: string,
  orderId: OrderId,
  by: string,
  sent: z.output<typeof orderActionSchema>,
): Promise<Outcome> {
  switch (sent.intent) {
    case "create": {
      if (sent.again !== true && (await withEarlierDocument(shop, [orderId])).size > 0)
        return { refused: "order.refused.earlier" };
      const { enqueued, already, refused, unknown } = await createDocuments(shop, [orderId], by);
      if (unknown.length > 0) return { refused: "order.refused.not-found" };
      if (refused.length > 0) return { refused: "order.refused.create" };
      return {
        done:
          enqueued.length > 0 || already.length === 0 ? "order.done.create" : "order.done.already",
      };
    }
    case "createShares": {
      const { enqueued, refused } = await createShares({ shop, by }, orderId);
      if (refused.length > 0) return { refused: "order.refused.create" };
      return enqueued.length > 0
        ? { done: "order.done.create" }
        : { refused: "order.shares.nothing" };
    }
    case "resync": {
      const result = await resyncOrder(shop, orderId, by);
      if (result.ok) return { done: `order.done.resync.${result.value}` };
      const { error } = result;
      const words =
        error.kind === "failed"
          ? error.message
          : error.kind === "shopify"
            ? error.error.message
            : "";
      return { refused: `order.refused.resync.${error.kind}`, ...(words ? { words } : {}) };
    }
    case "unlink":
      if (sent.document !== undefined)
        return outcome(
          await unlinkBeside({ shop, by }, { documentId: sent.document, orderId }, sent.reason),
          "order.done.unlink",
        );
      return outcome(await unlinkDocument(shop, orderId, by, sent.reason), "order.done.unlink", {
        intent: "relink",
      });
    case "relink":
      return outcome(await relinkDocument(shop, orderId, by), "order.done.relink");
    case "resolve":
      return (await resolveConflict(shop, orderId, by, sent.reason))
        ? { done: "order.done.resolve", undo: { intent: "reopen" } }
        : { refused: "order.refused.noConflict" };
    case "reopen":
      return (await reopenConflict(shop, orderId, by))
        ? { done: "order.done.reopen" }
        : { refused: "order.refused.noConflict" };
    case "paidBack":
      return (await enterPaidBack({ shop, by }, orderId, sent.reason))
        ? { done: "order.done.paidBack" }
        : { refused: "order.refused.nothingPaidBack" };
    case "customer":
      return outcome(
        await assignCustomer({ shop, by }, orderId, {
          [sent.party]: sent.ref ? { ref: sent.ref, name: sent.name } : null,
        }),
        "order.done.customer",
      );
    case "newCustomer":
      return outcome(
        await createCustomerFor({ shop, by }, orderId, sent.template),
        "order.done.newCustomer",
      );
    case "item": {
      const item = sent.ref
        ? {
            ref: sent.ref,
            title: sent.title,
            ...(sent.variantCode ? { variantCode: sent.variantCode } : {}),
            ...(sent.unit ? { unit: sent.unit } : {}),
          }
        : null;
      return outcome(
        await assignItem({ shop, by }, orderId, sent.lineId, { item, remember: sent.remember }),
        "order.done.item",
      );
    }
    case "release":
      return outcome(await releasePolicy({ shop, by }, orderId, sent), "order.done.release", {
        intent: "hold",
        policy: sent.policy,
      });
    case "hold":
      return outcome(await holdAgain({ shop, by }, orderId, sent.policy), "order.done.hold");
    case "card":
      return outcome(await moveToCard({ shop, by }, orderId, sent.card), "order.done.card");
    case "capture":
      return paymentOutcome(
        await captureLineOf(shop, orderId, sent.line, by),
        "invoices.done.capture",
      );
    case "markAsPaid":
      return actOutcome(
        await markAsPaid(shop, orderId, { clickId: sent.clickId, by }),
        "order.done.markAsPaid",
      );
    case "cancel": {
      const { intent: _cancel, ...wish } = sent;
      return actOutcome(await cancelOrder(shop, orderId, { ...wish, by }), "order.done.cancel");
    }
    case "header":
      return outcome(await chooseHeader({ shop, by }, orderId, sent.values), "order.done.header");
  }
}

type Refused = Exclude<KeyUnder<"order.refused">, `${string}.${string}`>;

const outcome = (
  result: { ok: true } | { ok: false; error: { kind: Refused } },
  done: TextKey,
  undo?: Outcome["undo"],
): Outcome =>
  result.ok
    ? { done, ...(undo ? { undo } : {}) }
    : { refused: `order.refused.${result.error.kind}` };

/** Shopify's and the marketplace's reasons are told as problems. */
function actOutcome(
  result: { ok: true } | { ok: false; error: OrderActRefusal },
  done: TextKey,
): Outcome {
  if (result.ok) return { done };
  const { error } = result;
  return error.kind === "refused"
    ? {
        refused: "order.refused.act",
        problem: { kind: error.problem.kind, params: error.problem.params },
      }
    : { refused: `order.refused.${error.kind}` };
}
