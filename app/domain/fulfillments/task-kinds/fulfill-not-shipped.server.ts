import { z } from "zod";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { CardId, OrderId } from "#app/lib/ids.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskStop, TaskWait } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import { callFulfillmentCreate } from "../call-fulfillment-create.server.ts";
import { FULFILL_NOT_SHIPPED } from "../kind-name.ts";
import type { NotShippedDecision } from "../not-shipped.ts";
import { decideNotShipped } from "../not-shipped.ts";
import type { OrderToFulfill } from "../order-to-fulfill.ts";
import type { Part } from "../part.ts";
import { madeBy, partSchema } from "../part.ts";
import { linesOf } from "../plan-fulfillment.ts";
import { readOrderAnew, readOrderToFulfill } from "../read-order-to-fulfill.server.ts";
import { nothingUnsureBefore } from "../unsure-calls.server.ts";

const payload = z.object({
  orderId: OrderId,
  fulfillmentOrderId: z.string(),
  cardId: CardId.nullable(),
});
export type FulfillNotShipped = z.infer<typeof payload>;
type Context = TaskContext<FulfillNotShipped>;

const result = z.object({
  /** Null: there was nothing left to fulfill. */
  fulfillment: z.object({ id: z.string(), name: z.string() }).nullable(),
  quantity: z.number(),
});

const about = ({ shop, queue, traceId, payload: { orderId } }: Context) => ({
  shop,
  orderId,
  queue,
  traceId,
});

/**
 * Fulfills goods that nobody ships, once per fulfillment order (FUL-9). A fulfillment order that is fulfilled has nothing left, so a second call could take nothing: a lost
 * answer is looked up by what remains.
 */
export const fulfillNotShipped = defineTask({
  ...onShopify,
  kind: FULFILL_NOT_SHIPPED,
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  evidence: storedJson("evidence", partSchema),
  key: ({ fulfillmentOrderId }) => fulfillmentOrderId,
  async prepare(context) {
    await nothingUnsureBefore(context);
    const read = context.triedBefore ? readOrderAnew : readOrderToFulfill;
    const order = await read(about(context));
    const decision = decide(context, order);
    if (decision.next === "wait") {
      const holds = decision.order.holds.join("; ") || decision.order.locationName;
      throw new TaskWait(problem("fulfillment-held", { orderId: context.payload.orderId, holds }));
    }
    const request = decision.next === "send" ? decision.request : null;
    const held = (order?.fulfillments ?? []).map(({ id }) => id);
    const part = { request, numbers: [], held, surplus: [], more: false };
    return { evidence: part, plan: part };
  },
  async lookUp(context, part) {
    const order = await readOrderAnew(about(context));
    const [made] = madeBy(part, order?.fulfillments ?? [], new Set());
    return made
      ? {
          found: "one",
          result: { fulfillment: { id: made.id, name: made.name }, quantity: sum(part) },
        }
      : { found: "none" };
  },
  async act(context, part) {
    if (!part.request) return { fulfillment: null, quantity: 0 };
    const answer = await callFulfillmentCreate({
      ...about(context),
      cardId: context.payload.cardId,
      request: part.request,
      // Nothing is on its way: what sends a download tells its buyer.
      notify: false,
    });
    if (answer.ok) return { fulfillment: answer.value, quantity: sum(part) };
    if (answer.error.kind !== "userErrors" && answer.error.kind !== "notFound")
      failShopifyCall(answer.error);
    const now = decide(context, await readOrderAnew(about(context)));
    const { message } = answer.error;
    if (now.next === "send")
      throw new TaskStop(
        problem("fulfillment-refused", { message, orderId: context.payload.orderId }, message),
      );
    throw new ErpError({ class: "versionConflict", message });
  },
  async onDone(tx, { shop, taskId, payload: { orderId } }, { fulfillment, quantity }) {
    await setProblems(tx, shop, "order-act", [
      { subject: taskSubject(taskId), orderId, problems: [] },
    ]);
    if (fulfillment)
      await recordEvents<TaskEvent<"fulfillNotShipped">>(tx, shop, [
        {
          orderId,
          kind: "notShippedFulfilled",
          actor: "app",
          data: { fulfillment: fulfillment.name, quantity },
        },
      ]);
  },
  async onFailed(tx, { shop, taskId, payload: { orderId } }, failed) {
    await setProblems(tx, shop, "order-act", [
      {
        subject: taskSubject(taskId),
        orderId,
        problems: [{ ...failed, params: { ...failed.params, orderId } }],
      },
    ]);
  },
});

const decide = ({ payload }: Context, order: OrderToFulfill | null): NotShippedDecision =>
  order ? decideNotShipped(order, payload.fulfillmentOrderId) : { next: "nothing" };

const sum = ({ request }: Part): number =>
  request === null ? 0 : linesOf(request).reduce((total, { quantity }) => total + quantity, 0);
