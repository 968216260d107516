import { now } from "#app/lib/clock.ts";
import { shopifyRequestNodes } from "#app/shopify/client.server.ts";
import { OrderPaymentsDocument } from "#app/shopify/generated/admin.ts";
import type { OrderMoneyFragment } from "#app/shopify/generated/admin.ts";
import { ErpError } from "#app/erp/errors.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { moneyFromShopify } from "./money-from-shopify.ts";
import type { OrderMoney } from "./payment.ts";

export interface MoneyReading {
  /** Before the question left. */
  at: Date;
  /** Null: Shopify has no such order any more. */
  money: OrderMoney | null;
}

/** The payments of orders, one call for all of them. Throws what a task kind's `sortError` understands; an order that alone is unreadable is left out. */
export async function readMoney(shop: string, orderIds: readonly string[], traceId: string): Promise<Map<string, MoneyReading>> {
  const at = now();
  const answer = await shopifyRequestNodes(shop, OrderPaymentsDocument, { ids: [...orderIds] }, { traceId, ...(orderIds.length === 1 && orderIds[0] ? { orderId: orderIds[0] } : {}) });
  if (!answer.ok) failShopifyCall(answer.error);
  const read = new Map<string, MoneyReading>();
  orderIds.forEach((id, index) => {
    if (answer.value.nodeErrors.has(index)) return;
    const node = answer.value.data.nodes[index] ?? null;
    read.set(id, { at, money: node !== null && isOrder(node) && node.id === id ? moneyFromShopify(id, node) : null });
  });
  return read;
}

const isOrder = (node: { id: string }): node is { id: string } & OrderMoneyFragment => "transactions" in node;

/** One order's payments, now. */
export async function readMoneyOf(shop: string, orderId: string, traceId: string): Promise<MoneyReading> {
  const reading = (await readMoney(shop, [orderId], traceId)).get(orderId);
  if (!reading) throw new ErpError({ class: "unavailable", message: "Shopify did not give this order's payments. It is asked again." });
  return reading;
}

const TOGETHER = 50;
/** A reading made for others is used only this long; each capture reads again anyway. */
const FRESH_MS = 20_000;
const readAhead = new Map<string, MoneyReading>();
const keyOf = (shop: string, orderId: string): string => `${shop}\n${orderId}`;

/** One order's payments; those of other orders that will be asked for next come with the same call. `changedAt`: a reading from before does not count. */
export async function readMoneyAhead(shop: string, orderId: string, next: () => Promise<string[]>, changedAt: Date | null, traceId: string): Promise<MoneyReading> {
  const kept = readAhead.get(keyOf(shop, orderId));
  readAhead.delete(keyOf(shop, orderId));
  const oldest = new Date(now().getTime() - FRESH_MS);
  if (kept && kept.at > oldest && (changedAt === null || changedAt < kept.at)) return kept;
  const ids = [...new Set([orderId, ...(await next())])].slice(0, TOGETHER);
  const read = await readMoney(shop, ids, traceId);
  for (const [key, { at }] of readAhead) if (at <= oldest) readAhead.delete(key);
  for (const [id, reading] of read) if (id !== orderId) readAhead.set(keyOf(shop, id), reading);
  return read.get(orderId) ?? readMoneyOf(shop, orderId, traceId);
}
