// Payments of a shop at work: orders sold, shipped and invoiced in the ledger, and what became of their money.
import { given } from "#app/lib/given.ts";
import type { CardId, ConnectionId, OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { runTask } from "#app/tasks/run-task.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { changeSettings, openShop, ordersOf, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { paymentTaskKinds } from "./task-kinds/list.server.ts";

export const kinds = new Map(paymentTaskKinds.map((kind) => [kind.kind, kind]));
/** The ledger and the card of the shop; known once it stands. */
export let connectionId: ConnectionId;
export let cardId: CardId;

type Payment = {
  kind?: "SALE" | "AUTHORIZATION";
  amount?: string;
  gateway?: string;
  multiCapturable?: boolean;
  giftCard?: string;
};
export const authorized = (amount?: string, multiCapturable = false): Payment => ({
  kind: "AUTHORIZATION",
  multiCapturable,
  ...(amount === undefined ? {} : { amount }),
});

/** An order of ten mugs at ten each, imported, with its sales order released in the ERP. */
export async function sold(
  payments: Payment[],
  over: Record<string, unknown> = {},
): Promise<OrderId> {
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "buyer@example.com",
      lines: [{ variant: "MUG-BLUE", price: "10", quantity: 10 }],
      payments,
      ...over,
    },
  }) as { id: OrderId };
  await sync(SHOP);
  await createDocuments(SHOP, [id], "merchant");
  await drain();
  expect(
    await db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } }),
  ).toMatchObject({ documentState: "created" });
  return id;
}

/** Ships this many and invoices what was shipped; the app hears of it and does what it must. */
export async function post(
  orderId: OrderId,
  quantity: string,
  options: { settle?: boolean } = {},
): Promise<string> {
  const document = await db.salesDocument.findFirstOrThrow({
    where: { shop: SHOP, orderId, state: "created" },
  });
  const scope = { shop: SHOP, connectionId };
  const ref = { kind: "salesOrder" as const, id: document.erpId ?? "" };
  const line = await db.ledgerDocumentLine.findFirstOrThrow({
    where: { shop: SHOP, documentId: ref.id, itemId: { not: null } },
  });
  await postShipment(scope, { order: ref, lines: [{ lineId: line.id, quantity }], by: "clerk" });
  const { number } = await postInvoice(scope, ref, "shipped", "clerk");
  await afterPosting(SHOP, connectionId);
  if (options.settle !== false) await drain();
  return number;
}

/** The clerk cancels the order's first invoice; the feed tells so. */
export async function cancel(orderId: OrderId): Promise<void> {
  const invoice = await db.postedInvoice.findFirstOrThrow({
    where: { shop: SHOP, orderId, ordinal: 1 },
  });
  await db.ledgerPostedInvoice.update({
    where: { shop_id: { shop: SHOP, id: invoice.erpId } },
    data: { status: "cancelled", changedAt: new Date() },
  });
  await afterPosting(SHOP, connectionId);
  await drain();
}

/** Jobs run until the order has a task of this kind, which then waits. */
export async function drainUntil(orderId: OrderId, kind: string): Promise<void> {
  const { pullFeeds } = await import("#app/domain/feeds/pull-feeds.server.ts");
  await pullFeeds({ shop: SHOP, connectionId });
  for (const { id } of await tasksOf(orderId, "readPayments")) await runTask(kinds, SHOP, id);
  expect((await tasksOf(orderId, kind)).map(({ state }) => state)).toEqual(["planned"]);
}

/** Time passes: whatever waits for its time goes, and an unanswered call cannot act any more. */
export async function later(): Promise<void> {
  const waiting = await db.$queryRaw<{ shop: string; queue: string }[]>`
    UPDATE "Task" SET "nextAttemptAt" = NULL, "sentAt" = "sentAt" - interval '2 minutes' WHERE state IN ('planned', 'ambiguous', 'sending') RETURNING shop, queue`;
  await wakeQueues(db, waiting);
  await drain();
}

export const captured = (orderId: OrderId): string[] =>
  simulator.log.effects
    .flatMap(({ mutation, result }) =>
      mutation === "orderCapture"
        ? [result as { order: string; amount: string; status: string }]
        : [],
    )
    .filter(({ order, status }) => order === orderId && status !== "FAILURE")
    .map(({ amount }) => amount);
export const linesOf = async (orderId: OrderId) =>
  (
    await db.paymentLine.findMany({
      where: { shop: SHOP, orderId },
      include: { invoice: true },
      orderBy: [{ invoice: { ordinal: "asc" } }, { expiresAt: "asc" }, { authorized: "asc" }],
    })
  ).map((line) => [
    line.invoice.ordinal,
    line.amount.toFixed(2),
    line.state,
    (line.reason as { kind?: string } | null)?.kind ?? null,
  ]);
export const lineOf = async (orderId: OrderId, state?: string) =>
  db.paymentLine.findFirstOrThrow({
    where: { shop: SHOP, orderId, ...(state ? { state } : {}) },
    orderBy: { createdAt: "desc" },
  });
export const invoicesOf = async (orderId: OrderId) =>
  (
    await db.postedInvoice.findMany({ where: { shop: SHOP, orderId }, orderBy: { ordinal: "asc" } })
  ).map(({ state }) => state);
export const problemsOf = async (orderId: OrderId) =>
  (
    await db.problem.findMany({
      where: { shop: SHOP, orderId, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);
export const tasksOf = async (orderId: OrderId, kind: string) =>
  db.task.findMany({ where: { shop: SHOP, orderId, kind }, orderBy: { createdAt: "asc" } });
export const recordOf = (orderId: OrderId) => ordersOf(SHOP).find(({ id }) => id === orderId);

/** A shop at work for each test file: its own database, and no fault left from the test before. */
export function openPaymentShop(): void {
  beforeAll(async () => {
    simulator.clock.set(new Date());
    await openShop(SHOP);
    const card = await getCard(SHOP);
    connectionId = given(card?.connectionId, "the connection");
    cardId = given(card?.id, "the card");
    await changeSettings(SHOP, {
      documentNumberAttribute: false,
      sendShippingConfirmation: false,
      archiveProcessed: false,
    });
  });
  beforeEach(() => {
    simulator.log.clear();
    simulator.faults.clear();
  });
  afterAll(async () => {
    await releaseHolder();
  });
}
