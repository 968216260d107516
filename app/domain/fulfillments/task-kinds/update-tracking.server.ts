import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { ShipmentId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { UpdateTrackingDocument } from "#app/shopify/generated/admin.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import { UPDATE_TRACKING } from "../kind-name.ts";
import { shipmentAtWork } from "../plan-part.server.ts";
import { forgetOrder, readOrderAnew } from "../read-order-to-fulfill.server.ts";
import { fulfilledOf } from "../stored-shipment.ts";
import { carries } from "../tracking.ts";

const payload = z.object({
  shipmentId: ShipmentId,
  /** Makes each change an act of its own: a number may come back. */
  change: z.string(),
});
export type UpdateTracking = z.infer<typeof payload>;
type Context = TaskContext<UpdateTracking>;

const result = z.object({ number: z.string(), updated: z.array(z.string()) });

/**
 * Gives a shipment's fulfillments its tracking as it is now: a number that came, or was corrected, after they were made. Saying it again changes nothing, so a lost answer is
 * read anew, and only what differs is sent.
 */
export const updateTracking = defineTask({
  ...onShopify,
  kind: UPDATE_TRACKING,
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ shipmentId, change }) => `${shipmentId}:${change}`,
  prepare: async (context) => ({ evidence: null, plan: await outdated(context) }),
  async act({ shop, orderId, traceId }, { number, cardId, tracking, notify, fulfillments }) {
    if (orderId !== null) forgetOrder(shop, orderId);
    for (const { id } of tracking ? fulfillments : []) {
      const answer = await shopifyRequest(
        shop,
        UpdateTrackingDocument,
        { fulfillmentId: id, trackingInfoInput: tracking ?? {}, notifyCustomer: notify },
        { traceId, ...(orderId ? { orderId } : {}), ...(cardId ? { cardId } : {}) },
      );
      if (answer.ok) continue;
      const { kind, message } = answer.error;
      if (kind !== "userErrors" && kind !== "notFound") failShopifyCall(answer.error);
      throw new TaskStop(
        problem("fulfillment-refused", { message, orderId: orderId ?? "" }, message),
      );
    }
    return { number, updated: fulfillments.map(({ name }) => name) };
  },
  async onDone(tx, { shop, taskId, orderId }, { number, updated }) {
    await setProblems(tx, shop, "order-act", [
      { subject: taskSubject(taskId), orderId, problems: [] },
    ]);
    if (orderId)
      await recordEvents<TaskEvent<"updateTracking">>(
        tx,
        shop,
        updated.map((fulfillment) => ({
          orderId,
          kind: "trackingUpdated",
          actor: "app",
          data: { number, fulfillment },
        })),
      );
  },
  async onFailed(tx, { shop, taskId, orderId }, failed) {
    await setProblems(tx, shop, "order-act", [
      { subject: taskSubject(taskId), orderId, problems: [failed] },
    ]);
  },
});

/** The shipment's standing fulfillments that say something else. */
async function outdated(context: Context) {
  const { shop, orderId, queue, traceId, payload } = context;
  const { row, tracking, notify } = await shipmentAtWork(context, payload.shipmentId);
  const order = tracking && orderId ? await readOrderAnew({ shop, orderId, queue, traceId }) : null;
  const ours = new Set(fulfilledOf(row).map(({ fulfillmentId }) => fulfillmentId));
  const fulfillments = (order?.fulfillments ?? []).filter(
    (one) =>
      ours.has(one.id) &&
      one.status !== "CANCELLED" &&
      tracking !== undefined &&
      !carries(one, tracking),
  );
  return { number: row.number, cardId: row.cardId, tracking, notify, fulfillments };
}
