import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { shopifyRequest, shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { MoreHoldsDocument, OrderPaymentsDocument } from "#app/shopify/generated/admin.ts";
import type { OrderMoneyFragment, PossibleHoldFragment } from "#app/shopify/generated/admin.ts";
import { ErpError } from "#app/erp/errors.ts";
import { gathered } from "#app/lib/gather.server.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { moneyFromShopify } from "./money-from-shopify.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";

export interface MoneyReading {
  /** Before the question left. */
  at: Date;
  /** Null: Shopify has no such order any more. */
  money: OrderMoney | null;
}

/** The payments of orders, one call for all of them. Throws what a task kind's `sortError` understands; an order that alone is unreadable is left out. */
async function readMoney(
  shop: string,
  orderIds: readonly OrderId[],
  traceId: string,
): Promise<Map<OrderId, MoneyReading>> {
  const at = now();
  const answer = await shopifyRequestNodes(
    shop,
    OrderPaymentsDocument,
    { ids: [...orderIds] },
    { traceId, ...(orderIds.length === 1 && orderIds[0] ? { orderId: orderIds[0] } : {}) },
  );
  if (!answer.ok) failShopifyCall(answer.error);
  const read = new Map<OrderId, MoneyReading>();
  for (const [index, id] of orderIds.entries()) {
    if (answer.value.nodeErrors.has(index)) continue;
    const node = answer.value.data.nodes[index] ?? null;
    const order = node !== null && isOrder(node) && node.id === id ? node : null;
    read.set(id, {
      at,
      money: order && moneyFromShopify(id, order, await allFulfillmentOrders(shop, order, traceId)),
    });
  }
  return read;
}

/** A hold at the end of a long list counts like any other. */
async function allFulfillmentOrders(
  shop: string,
  { id, fulfillmentOrders }: { id: OrderId } & OrderMoneyFragment,
  traceId: string,
): Promise<PossibleHoldFragment[]> {
  const all = [...fulfillmentOrders.nodes];
  let { pageInfo } = fulfillmentOrders;
  while (pageInfo.hasNextPage) {
    const answer = await shopifyRequest(
      shop,
      MoreHoldsDocument,
      { id, after: pageInfo.endCursor },
      { orderId: id, traceId },
    );
    if (!answer.ok) failShopifyCall(answer.error);
    const more = answer.value.order?.fulfillmentOrders;
    if (!more) break;
    all.push(...more.nodes);
    ({ pageInfo } = more);
  }
  return all;
}

const isOrder = (node: { id: string }): node is { id: OrderId } & OrderMoneyFragment =>
  "transactions" in node;

/** One order's payments, now. */
export async function readMoneyOf(
  shop: string,
  orderId: OrderId,
  traceId: string,
): Promise<MoneyReading> {
  return (await readMoney(shop, [orderId], traceId)).get(orderId) ?? notGiven();
}

function notGiven(): never {
  throw new ErpError({
    class: "unavailable",
    message: "Shopify did not give this order's payments. It is asked again.",
  });
}

const TOGETHER = 50;
/** How long a reading serves to plan what an invoice lets us capture, and how long to capture an authorization that allows no second capture. */
export const PLAN_FRESH_MS = 20_000;
export const CAPTURE_FRESH_MS = 10_000;

const readAhead = new Map<string, MoneyReading>();
const keyOf = (shop: string, orderId: OrderId): string => `${shop}\n${orderId}`;

/** No reading from before counts any more: a capture is about to leave. */
export const forgetMoney = (shop: string, orderId: OrderId): boolean =>
  readAhead.delete(keyOf(shop, orderId));

interface Fresh {
  freshMs: number;
  /** A reading from before this does not count. */
  changedAt: Date | null;
  traceId: string;
}

/** One order's payments as read a moment ago, else now with those of other orders that are asked for in the same moment. */
export async function readMoneyTogether(
  shop: string,
  orderId: OrderId,
  fresh: Fresh,
): Promise<MoneyReading> {
  const { traceId } = fresh;
  return keptReading(shop, orderId, fresh) ?? askTogether({ shop, orderId, traceId });
}

const askTogether = gathered<{ shop: string; orderId: OrderId; traceId: string }, MoneyReading>(
  async (asked) => {
    const [first] = asked;
    if (!first) return [];
    const ids = asked.map(({ orderId }) => orderId);
    const read = await readAndKeep(first.shop, ids, first.traceId);
    return Promise.all(
      ids.map(
        async (id) =>
          read.get(id) ??
          readMoneyOf(first.shop, id, first.traceId).catch((error: unknown) => error as Error),
      ),
    );
  },
  { groupOf: ({ shop }) => shop, most: TOGETHER },
);

/** The same, else now together with those of the `next` orders, which will be asked for one after the other. */
export async function readMoneyAhead(
  shop: string,
  orderId: OrderId,
  { next, ...fresh }: Fresh & { next: () => Promise<OrderId[]> },
): Promise<MoneyReading> {
  const kept = keptReading(shop, orderId, fresh);
  if (kept) return kept;
  const ids = [...new Set([orderId, ...(await next())])].slice(0, TOGETHER);
  const read = await readAndKeep(shop, ids, fresh.traceId);
  return read.get(orderId) ?? readMoneyOf(shop, orderId, fresh.traceId);
}

function keptReading(
  shop: string,
  orderId: OrderId,
  { freshMs, changedAt }: Fresh,
): MoneyReading | undefined {
  const kept = readAhead.get(keyOf(shop, orderId));
  return kept &&
    kept.at.getTime() > now().getTime() - freshMs &&
    (changedAt === null || changedAt < kept.at)
    ? kept
    : undefined;
}

async function readAndKeep(
  shop: string,
  ids: readonly OrderId[],
  traceId: string,
): Promise<Map<OrderId, MoneyReading>> {
  const read = await readMoney(shop, ids, traceId);
  const oldest = now().getTime() - PLAN_FRESH_MS;
  for (const [key, { at }] of readAhead) if (at.getTime() <= oldest) readAhead.delete(key);
  for (const [id, reading] of read) readAhead.set(keyOf(shop, id), reading);
  return read;
}

/** Orders of tasks of this kind that wait in the same lane. */
export async function nextOrders({
  shop,
  queue,
  kind,
  taskId,
}: {
  shop: string;
  queue: string;
  kind: string;
  taskId: TaskId;
}): Promise<OrderId[]> {
  const tasks = await db.task.findMany({
    where: { shop, queue, kind, state: "planned", nextAttemptAt: null, id: { not: taskId } },
    select: { orderId: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: TOGETHER,
  });
  return tasks.flatMap(({ orderId }) => orderId ?? []);
}
