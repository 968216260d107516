import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { now } from "#app/lib/clock.ts";
import { OrderId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CancelStateDocument } from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { watchesShopify } from "#app/tasks/on-shopify.ts";
import { TaskLater, TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { orderGone, readOrderStatus } from "./at-shopify.server.ts";
import { actDone, actFailed } from "./record-act.server.ts";

const payload = z.object({
  orderId: OrderId,
  clickId: z.string(),
  by: z.string(),
  jobId: z.string().nullable(),
  since: z.iso.datetime(),
});
export type AwaitCancel = z.infer<typeof payload>;

const SECOND = 1_000;
/** A cancellation that Shopify does not name is given up after this, when the order is still not cancelled. */
const LOST_AFTER_MS = 10 * 60 * SECOND;

/** Soon at first, seldom later: 2 s, then 15 s, then every two minutes. */
const pauseMs = (ageMs: number): number =>
  ageMs < 30 * SECOND ? 2 * SECOND : ageMs < 10 * 60 * SECOND ? 15 * SECOND : 120 * SECOND;

interface CancelState {
  cancelledAt: string | null;
  /** OrderCancelStatus; null: Shopify does not know the job. */
  status: string | null;
  errors: string[];
}

async function readState(context: TaskContext<AwaitCancel>): Promise<CancelState> {
  const {
    shop,
    payload: { orderId, jobId },
    traceId,
  } = context;
  if (jobId === null)
    return {
      cancelledAt: (await readOrderStatus(context)).cancelledAt ?? null,
      status: null,
      errors: [],
    };
  const answer = await shopifyRequest(
    shop,
    CancelStateDocument,
    { orderId, jobId },
    { orderId, traceId },
  );
  if (!answer.ok) return failShopifyCall(answer.error);
  const { order, node } = answer.value;
  if (!order) return orderGone();
  const job = node && "status" in node ? node : null;
  return {
    cancelledAt: order.cancelledAt ?? null,
    status: job?.status ?? null,
    errors: job?.errors.map(({ message }) => message) ?? [],
  };
}

/** Follows a cancellation to its end. It only reads, so whatever is lost is simply read again; a job that Shopify does not know is decided by the order. */
export const awaitCancelKind = defineTask({
  ...watchesShopify,
  kind: "awaitCancel",
  payload: storedJson("payload", payload),
  result: storedJson("result", z.object({ cancelledAt: z.string() })),
  key: ({ orderId, clickId }) => `${orderId}:${clickId}`,
  prepare: async (context) => ({ evidence: null, plan: await readState(context) }),
  async act(context, { cancelledAt, status, errors }) {
    if (cancelledAt) return { cancelledAt };
    const age = now().getTime() - new Date(context.payload.since).getTime();
    const lost = status === null && age > LOST_AFTER_MS;
    if (status === "FAILED" || lost) {
      const message =
        status === "FAILED"
          ? errors.join(" ") || "The cancellation failed without a reason."
          : "It does not know of the cancellation any more, and the order is not cancelled.";
      throw new TaskStop(problem("cancel-refused", { message }, message), message);
    }
    throw new TaskLater(problem("cancel-running"), pauseMs(age));
  },
  onDone: (tx, context, { cancelledAt }) =>
    actDone(tx, context, { kind: "cancelled", data: { at: cancelledAt } }),
  onFailed: (tx, context, found) => actFailed(tx, context, "cancelFailed", found),
});
