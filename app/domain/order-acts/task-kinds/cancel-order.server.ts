import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { OrderId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { OrderCancelRefundMethodInput } from "#app/shopify/generated/admin.ts";
import { CancelOrderDocument } from "#app/shopify/generated/admin.ts";
import { now } from "#app/lib/clock.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { CANCEL_REASONS, CANCEL_REFUNDS } from "../cancel-choices.ts";
import { readOrderStatus } from "./at-shopify.server.ts";
import { awaitCancelKind } from "./await-cancel.server.ts";
import { actDone, actFailed } from "./record-act.server.ts";

const payload = z.object({
  orderId: OrderId,
  clickId: z.string(),
  by: z.string(),
  reason: z.enum(CANCEL_REASONS),
  refund: z.enum(CANCEL_REFUNDS),
  restock: z.boolean(),
  notify: z.boolean(),
  /** The staff note; may name people, so redaction empties it. */
  note: z.string().nullable(),
});
export type CancelOrder = z.infer<typeof payload>;

const result = z.object({
  /** Gid of the job's result; null: Shopify did not say, so the order itself is watched. */
  jobId: z.string().nullable(),
  /** When it is cancelled already. */
  cancelledAt: z.string().nullable(),
});
type Result = z.infer<typeof result>;

const REFUND: Record<CancelOrder["refund"], OrderCancelRefundMethodInput | null> = {
  original: { originalPaymentMethodsRefund: true },
  storeCredit: { storeCreditRefund: {} },
  none: null,
};

/**
 * PAY-4: asks Shopify to cancel the order; the job it starts is followed by a task of its own. Shopify itself takes a second request for the same order
 * as a refusal that says so, so an answer that was lost is found by asking again once the first request cannot be waiting any more.
 */
export const cancelOrderKind = defineTask({
  ...onShopify,
  kind: "cancelOrder",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ orderId, clickId }) => `${orderId}:${clickId}`,
  prepare: async (context) => ({ evidence: null, plan: await readOrderStatus(context) }),
  async lookUp(context) {
    const { cancelledAt } = await readOrderStatus(context);
    return cancelledAt ? { found: "one", result: { jobId: null, cancelledAt } } : { found: "none" };
  },
  async act(context, { cancelledAt }): Promise<Result> {
    const {
      shop,
      payload: { orderId, reason, refund, restock, notify, note },
      traceId,
    } = context;
    if (cancelledAt) return { jobId: null, cancelledAt };
    const answer = await shopifyRequest(
      shop,
      CancelOrderDocument,
      {
        orderId,
        reason,
        restock,
        notifyCustomer: notify,
        staffNote: note,
        refundMethod: REFUND[refund],
      },
      { orderId, traceId },
    );
    if (answer.ok)
      return { jobId: answer.value.orderCancel?.jobResult?.id ?? null, cancelledAt: null };
    if (answer.error.kind !== "userErrors") return failShopifyCall(answer.error);
    // The messages have no codes of their own: what the order says decides, not how the refusal is worded.
    const after = await readOrderStatus(context);
    if (after.cancelledAt) return { jobId: null, cancelledAt: after.cancelledAt };
    if (/in progress/i.test(answer.error.message)) return { jobId: null, cancelledAt: null };
    throw new TaskStop(
      problem("cancel-refused", { message: answer.error.message }, answer.error.message),
      answer.error.message,
    );
  },
  async onDone(tx, context, { jobId, cancelledAt }) {
    const {
      shop,
      taskId,
      payload: { orderId, clickId, by },
    } = context;
    if (cancelledAt) return actDone(tx, context, { kind: "cancelled", data: { at: cancelledAt } });
    const order = await tx.order.findUnique({
      where: { shop_orderId: { shop, orderId } },
      select: { name: true },
    });
    await recordEvents<TaskEvent<"cancelOrder">>(tx, shop, [
      { orderId, kind: "cancelStarted", actor: by, data: {} },
    ]);
    await enqueueTask(tx, awaitCancelKind, {
      shop,
      orderId,
      ...(order ? { orderName: order.name } : {}),
      afterTaskId: taskId,
      createdBy: by,
      payload: { orderId, clickId, by, jobId, since: now().toISOString() },
    });
  },
  onFailed: (tx, context, found) => actFailed(tx, context, "cancelFailed", found),
});
