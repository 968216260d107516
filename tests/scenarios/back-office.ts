import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import {
  editDocumentLines,
  postInvoice,
  postShipment,
} from "#app/erp/ledger/back-office.server.ts";
import type { LineEdits, Scope } from "#app/erp/ledger/back-office.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { OrderRecord } from "#tests/simulators/shopify/world/index.ts";
import type { OrderSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import { createMissing, ordersOf, sync } from "./shop-at-work.ts";

/** What the back office does in the built-in ledger, in the words of the stories. */

const VAT = [{ title: "VAT", rate: "0.19" }];
const ADDRESS = {
  firstName: "Renate",
  lastName: "Vogel",
  address1: "Königstraße 77",
  city: "Lübeck",
  zip: "23552",
  countryCode: "DE",
};

/** An order of a guest with what the story needs of it; prices include tax unless it says otherwise. */
export const anOrder = (spec: Pick<OrderSpec, "lines"> & Partial<OrderSpec>): OrderSpec => ({
  customer: null,
  email: "renate.vogel@example.com",
  taxes: VAT,
  shipping: [{ title: "Standard", price: "4.90" }],
  shippingAddress: ADDRESS,
  billingAddress: ADDRESS,
  ...spec,
});

export interface Placed {
  id: OrderId;
  name: string;
}
export const place = (shop: string, wanted: { kind: string } | { spec: OrderSpec }): Placed =>
  simulator.act(shop, "placeOrder", { ...wanted }) as Placed;

export function orderAt(shop: string, { id }: Placed): OrderRecord {
  const order = ordersOf(shop).find((each) => each.id === id);
  if (!order) throw new Error(`Shopify has no order ${id}`);
  return order;
}

/** Places orders and brings each to its released document in the ledger. */
export async function processed(
  shop: string,
  ...wanted: ({ kind: string } | { spec: OrderSpec })[]
): Promise<Placed[]> {
  const orders = wanted.map((each) => place(shop, each));
  await sync(shop);
  await createMissing(shop);
  return orders;
}

export async function booksOf(shop: string): Promise<Scope & { connectionId: ConnectionId }> {
  const { id } = await db.erpConnection.findFirstOrThrow({ where: { shop, adapter: "ledger" } });
  return { shop, connectionId: id };
}

export async function documentOf(shop: string, { id }: Placed) {
  const { erpId, kind } = await db.salesDocument.findFirstOrThrow({
    where: { shop, orderId: id, state: "created" },
  });
  const document = await db.ledgerDocument.findFirstOrThrow({
    where: { shop, id: erpId ?? "" },
    include: { lines: { orderBy: { sequence: "asc" } } },
  });
  return {
    ...document,
    ref: {
      kind: kind as "salesOrder",
      id: document.id,
      number: document.number,
      version: String(document.version),
    },
  };
}

export interface Parcel {
  /** SKU (or line position, from 0, among the item lines) → quantity. Absent: all that is left. */
  lines?: Record<string, string>;
  agent?: string;
  tracking?: string[];
}

/** Posts a shipment, as the warehouse does, without anything else happening. */
export async function ship(
  shop: string,
  order: Placed,
  { lines, agent, tracking }: Parcel = {},
): Promise<{ id: string; number: string }> {
  const document = await documentOf(shop, order);
  const items = document.lines.filter(({ itemId }) => itemId !== null);
  const named = await db.ledgerItem.findMany({
    where: { shop, id: { in: items.map(({ itemId }) => itemId ?? "") } },
    select: { id: true, number: true },
  });
  const lineOf = (name: string): string => {
    const line = /^\d+$/.test(name)
      ? items[Number(name)]
      : items.find(({ itemId }) => named.find(({ id }) => id === itemId)?.number === name);
    if (!line) throw new Error(`${document.number} has no line ${name}`);
    return line.id;
  };
  return postShipment(await booksOf(shop), {
    order: document.ref,
    by: "warehouse",
    ...(lines
      ? {
          lines: Object.entries(lines).map(([name, quantity]) => ({
            lineId: lineOf(name),
            quantity,
          })),
        }
      : {}),
    ...(agent === undefined ? {} : { agent }),
    ...(tracking ? { trackingNumbers: tracking } : {}),
  });
}

export async function invoice(
  shop: string,
  order: Placed,
  what: "shipped" | "whole" = "whole",
): Promise<{ id: string; number: string }> {
  return postInvoice(await booksOf(shop), (await documentOf(shop, order)).ref, what, "accounting");
}

export async function edit(shop: string, order: Placed, edits: Partial<LineEdits>): Promise<void> {
  await editDocumentLines(await booksOf(shop), (await documentOf(shop, order)).ref, {
    change: [],
    remove: [],
    add: [],
    ...edits,
  });
}

/** The ERP's news reaches the app, and everything that follows from it is done. */
export async function news(
  shop: string,
  options: { future?: boolean; allowFailures?: boolean } = {},
): Promise<void> {
  await afterPosting(shop, (await booksOf(shop)).connectionId);
  await drain(options);
}

/** Waiting times pass: tasks that are tried again later are tried now. */
export async function later(shop: string): Promise<void> {
  await db.task.updateMany({
    where: { shop, state: { in: ["planned", "ambiguous"] } },
    data: { nextAttemptAt: null },
  });
  await drain({ future: true });
}

/** What Shopify was really made to do, in its own log, for one order. */
export function effectsOn(
  shop: string,
  { id }: Placed,
  mutation: string,
): { input: unknown; result: Record<string, unknown> }[] {
  const order = orderAt(shop, { id, name: "" });
  const parts = new Set([
    id,
    ...order.fulfillmentOrderRecords.map((each) => each.id),
    ...order.transactions.map((each) => each.id),
  ]);
  return simulator.log.effects
    .filter(
      (effect) =>
        effect.shop === shop &&
        effect.mutation === mutation &&
        [...parts].some((part) => JSON.stringify(effect.input).includes(`"${part}"`)),
    )
    .map(({ input, result }) => ({ input, result: result as Record<string, unknown> }));
}

/** The merchant's customer sees: what was fulfilled, line by line, and how it travels. */
export const fulfilled = (
  shop: string,
  order: Placed,
): { lines: Record<string, number>; tracking: (string | null)[] }[] =>
  orderAt(shop, order)
    .fulfillmentRecords.filter(({ status }) => status === "SUCCESS")
    .map(({ lines, tracking }) => ({
      lines: Object.fromEntries(
        lines.map(({ lineItem, quantity }) => [
          `${lineItem.sku ?? lineItem.title}/${lineItem.id.split("/").at(-1)}`,
          quantity,
        ]),
      ),
      tracking: tracking.map(({ number }) => number),
    }));

/** Captured money of an order in the buyer's currency, payment by payment, in the order it happened. */
export const captures = (shop: string, order: Placed): string[] =>
  orderAt(shop, order)
    .transactions.filter(({ kind, status }) => kind === "CAPTURE" && status === "SUCCESS")
    .map(({ amount }) => amount.presentment.toFixed());
