import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { ErpError } from "#app/erp/errors.ts";
import { LineId, type OrderId, ShipmentId } from "#app/lib/ids.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { callFulfillmentCreate } from "../call-fulfillment-create.server.ts";
import { CREATE_FULFILLMENT, partKey } from "../kind-name.ts";
import type { Part } from "../part.ts";
import { madeBy, partSchema, sameRequest } from "../part.ts";
import { planPart, shipmentAtWork } from "../plan-part.server.ts";
import type { ShipmentAtWork } from "../plan-part.server.ts";
import { linesOf } from "../plan-fulfillment.ts";
import { fulfilledOf } from "../stored-shipment.ts";
import { readOrderAnew, readOrderToFulfill } from "../read-order-to-fulfill.server.ts";
import type { PartResult } from "../record-fulfillment.server.ts";
import { partFailed, partFulfilled } from "../record-fulfillment.server.ts";

const payload = z.object({ shipmentId: ShipmentId, part: z.number().int().min(1) });
export type CreateFulfillment = z.infer<typeof payload>;
type Context = TaskContext<CreateFulfillment>;

const quantities = z.array(z.object({ lineId: LineId, quantity: z.number().int().positive() }));
const result = z.object({
  fulfillment: z.object({ id: z.string(), name: z.string() }).nullable(),
  lines: quantities,
  surplus: quantities,
  more: z.boolean(),
  /** Tracking numbers the call sent; absent in results from before they were kept. */
  numbers: z.array(z.string()).optional(),
});

const orderOf = ({ orderId }: Context): OrderId => {
  if (orderId === null) throw new Error("a shipment's task names its order");
  return orderId;
};
const about = (context: Context) => ({
  shop: context.shop,
  orderId: orderOf(context),
  queue: context.queue,
  traceId: context.traceId,
});

const resultOf = (part: Part, fulfillment: PartResult["fulfillment"]): PartResult => ({
  fulfillment,
  lines: part.request ? linesOf(part.request) : [],
  surplus: part.surplus,
  more: part.more,
  numbers: part.numbers,
});

/**
 * One call of fulfillmentCreate for a posted shipment: one order, one location, one delivery method, at most 250 lines (F-14). Shopify has no idempotency key here: the order's fulfillments are
 * written down before the call leaves, and a lost answer is looked up among those that came since, by lines and tracking (Admin API facts).
 */
export const createFulfillment = defineTask({
  ...onShopify,
  kind: CREATE_FULFILLMENT,
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  evidence: storedJson("evidence", partSchema),
  key: ({ shipmentId, part }) => partKey(shipmentId, part),
  async prepare(context) {
    const shipment = await shipmentAtWork(context, context.payload.shipmentId);
    const read = context.triedBefore ? readOrderAnew : readOrderToFulfill;
    const part = await planPart(context.shop, shipment, await read(about(context)));
    return { evidence: part, plan: { part, shipment } };
  },
  async lookUp(context, part) {
    const order = await readOrderAnew(about(context));
    const made = madeBy(part, order?.fulfillments ?? [], await fulfillmentsOfOthers(context));
    const [first, ...others] = made;
    if (!first) return { found: "none" };
    if (others.length > 0)
      throw new TaskStop(
        problem("fulfillment-unclear", {
          names: made.map(({ name }) => name).join(", "),
          orderId: orderOf(context),
        }),
      );
    return { found: "one", result: resultOf(part, { id: first.id, name: first.name }) };
  },
  async act(context, { part, shipment }) {
    if (!part.request) return resultOf(part, null);
    const { row, notify, tracking } = shipment;
    const answer = await callFulfillmentCreate({
      ...about(context),
      cardId: row.cardId,
      request: part.request,
      notify,
      tracking,
    });
    return answer.ok
      ? resultOf(part, answer.value)
      : refused(context, part, shipment, answer.error);
  },
  async onDone(tx, context, done) {
    const {
      shop,
      payload: { shipmentId, part },
    } = context;
    const { row, follow } = await partFulfilled(tx, shop, shipmentId, done);
    if (!follow) return;
    await enqueueTask(tx, createFulfillment, {
      shop,
      payload: { shipmentId, part: part + 1 },
      orderId: orderOf(context),
      orderName: row.orderName ?? "",
      createdBy: "app",
    });
  },
  onFailed: (tx, { shop, payload: { shipmentId } }, reason) =>
    partFailed(tx, shop, shipmentId, reason),
});

async function fulfillmentsOfOthers({
  shop,
  orderId,
  payload: { shipmentId },
}: Context): Promise<Set<string>> {
  const rows = await db.postedShipment.findMany({
    where: { shop, orderId, id: { not: shipmentId } },
    select: { number: true, fulfillments: true },
  });
  return new Set(rows.flatMap((row) => fulfilledOf(row).map(({ fulfillmentId }) => fulfillmentId)));
}

/** Shopify took nothing: because the fulfillment orders changed since they were read, which is planned anew, or for a reason that a person must read. */
async function refused(
  context: Context,
  part: Part,
  shipment: ShipmentAtWork,
  error: ShopifyError,
): Promise<never> {
  if (error.kind !== "userErrors" && error.kind !== "notFound") failShopifyCall(error);
  const now = await planPart(context.shop, shipment, await readOrderAnew(about(context)));
  if (!sameRequest(now, part))
    throw new ErpError({ class: "versionConflict", message: error.message });
  throw new TaskStop(
    problem(
      "fulfillment-refused",
      { message: error.message, orderId: orderOf(context) },
      error.message,
    ),
  );
}
