import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { clearSubjectProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { CardId, OrderId } from "#app/lib/ids.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CloseOrderDocument } from "#app/shopify/generated/admin.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";
import { isShipped } from "../complete.ts";
import { readOrderStatus } from "./at-shopify.server.ts";
import { orderIsClosed } from "#app/domain/orders/document-of-order.server.ts";

const payload = z.object({
  orderId: OrderId,
  /** What the order looked like when it was found complete: closed again only after something new happened. */
  stamp: z.string(),
  /** A sales order must be fully paid; a sales invoice need not (I-60). */
  paid: z.boolean(),
  cardId: CardId.nullable(),
});

const result = z.object({
  /** False: it changed since it was found complete, and stays open. */
  closed: z.boolean(),
});

/** I-60: closes (archives) an order that is complete on both sides. Closing a closed order does nothing at Shopify. */
export const archiveOrderKind = defineTask({
  ...onShopify,
  kind: "archiveOrder",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ orderId, stamp }) => `${orderId}:${stamp}`,
  prepare: async (context) => ({ evidence: null, plan: await readOrderStatus(context) }),
  async lookUp(context) {
    return (await readOrderStatus(context)).closed
      ? { found: "one", result: { closed: true } }
      : { found: "none" };
  },
  async act(context, order) {
    const {
      shop,
      payload: { orderId, paid, cardId },
      traceId,
    } = context;
    if (order.closed) return { closed: true };
    if (
      order.cancelledAt ||
      !isShipped(order.displayFulfillmentStatus) ||
      (paid && !order.fullyPaid)
    )
      return { closed: false };
    const answer = await shopifyRequest(
      shop,
      CloseOrderDocument,
      { input: { id: orderId } },
      { orderId, traceId, ...(cardId ? { cardId } : {}) },
    );
    if (!answer.ok) return failShopifyCall(answer.error);
    return { closed: true };
  },
  written({ shop, taskId, payload: { orderId } }, { closed }) {
    const subject = taskSubject(taskId);
    const cleared = Prisma.sql`cleared AS (${clearSubjectProblems(shop, "order-act", { subject, orderId }, now())})`;
    if (!closed) return { parts: cleared };
    const event: TaskEvent<"archiveOrder"> = { orderId, kind: "archived", actor: "app", data: {} };
    return {
      parts: Prisma.sql`${cleared}, closed AS (${orderIsClosed(shop, orderId)}), event AS (${insertEvents<TaskEvent<"archiveOrder">>(shop, [event])})`,
    };
  },
  async onFailed(tx, { shop, taskId, payload: { orderId } }, problem) {
    await setProblems(tx, shop, "order-act", [
      {
        subject: taskSubject(taskId),
        orderId,
        problems: [{ ...problem, params: { ...problem.params, orderId } }],
      },
    ]);
  },
});
