// Tasks that a person puts aside while an order, or a refund, waits for what they were to create.
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import {
  connectionId,
  openPaymentShop,
  post,
  problemsOf,
  sold,
} from "#app/domain/payments/payments.fixture.ts";
import { pullFeeds } from "#app/domain/feeds/pull-feeds.server.ts";
import { postDocument } from "#app/erp/ledger/posting/invoice.server.ts";
import { recheckRefunds } from "#app/domain/refunds/after-import.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { skipOne } from "./skip-tasks.server.ts";

openPaymentShop();

const ann = { shop: SHOP, by: "ann" };
afterEach(async () => {
  await resumeConnection(SHOP, connectionId);
  await changeSettings(SHOP, { returnProcess: "importOnly" });
  await changeSettings(SHOP, { autoCreateOrders: false, registerPayments: false });
});

const plannedTask = (orderId: OrderId, kind: string) =>
  db.task.findFirstOrThrow({ where: { shop: SHOP, orderId, kind, state: "planned" } });
const refundOf = (orderId: OrderId) =>
  db.refund.findFirstOrThrow({ where: { shop: SHOP, orderId } });
const documents = (orderId: OrderId, kind: string) =>
  db.ledgerDocument.count({ where: { shop: SHOP, shopifyOrderId: orderId, kind } });

/** An order whose document was asked for, and waits for the ERP. */
async function asked(): Promise<OrderId> {
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "buyer@example.com",
      lines: [{ variant: "MUG-BLUE", price: "10", quantity: 1 }],
    },
  }) as { id: OrderId };
  await sync(SHOP);
  await pauseConnection(SHOP, connectionId, "Stocktaking");
  await createDocuments(SHOP, [id], "ann");
  await drain();
  return id;
}

it("a credit memo: its refund says who and why, nothing makes it by itself, and a person can", async () => {
  await changeSettings(SHOP, { autoCreateOrders: true, returnProcess: "autoCreditMemo" });
  const orderId = await sold([{ kind: "SALE" }]);
  await pauseConnection(SHOP, connectionId, "Stocktaking");
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", {
    order: orderId,
    lines: [{ line: 0, quantity: 2, restock: "RETURN" }],
  });
  await sync(SHOP);
  await drain();
  const { refundId } = await refundOf(orderId);
  expect(await refundOf(orderId)).toMatchObject({ state: "creating" });

  const task = await plannedTask(orderId, "createCreditMemo");
  expect(await skipOne(SHOP, task.id, "Credited by hand", "ann")).toMatchObject({ ok: true });
  const aside = {
    state: "problem",
    reason: { kind: "skipped-by-hand", params: { by: "ann", text: "Credited by hand" } },
  };
  expect(await refundOf(orderId)).toMatchObject(aside);
  // What is not credited is still a difference between the order and its document.
  expect(await problemsOf(orderId)).toEqual(["order-changed-after-processing"]);

  await resumeConnection(SHOP, connectionId);
  simulator.clock.advance(60_000);
  simulator.act(SHOP, "touchOrder", { order: orderId });
  await sync(SHOP);
  await recheckRefunds(ann);
  await drain();
  expect(await refundOf(orderId)).toMatchObject(aside);
  expect(await documents(orderId, "creditMemo")).toBe(0);

  expect(await createCreditMemos(ann, [refundId])).toMatchObject({ enqueued: [refundId] });
  await drain();
  expect(await refundOf(orderId)).toMatchObject({ state: "created", reason: null });
  expect(await problemsOf(orderId)).toEqual([]);
  expect(await documents(orderId, "creditMemo")).toBe(1);
});

it("a registration of a payment: it is not waited for, and asks nobody to act", async () => {
  await changeSettings(SHOP, { registerPayments: true });
  const orderId = await sold([{ kind: "SALE", gateway: "unheard_of" }]);
  await post(orderId, "10");
  const task = await plannedTask(orderId, "registerPayment");
  expect(await problemsOf(orderId)).toContain("unmapped-gateway");
  const registration = () =>
    db.registeredPayment.findFirstOrThrow({ where: { shop: SHOP, orderId } });
  expect(await registration()).toMatchObject({ state: "planned" });

  expect(await skipOne(SHOP, task.id, "Booked by hand", "ann")).toMatchObject({ ok: true });
  expect(await registration()).toMatchObject({ state: "failed" });
  expect(await problemsOf(orderId)).not.toContain("unmapped-gateway");
});

it("a document: its order waits no longer, asks nobody to act, and can have it created", async () => {
  const id = await asked();
  const order = () =>
    db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
  expect(await order()).toMatchObject({ documentState: "creating" });

  const task = await plannedTask(id, "createDocument");
  expect(await skipOne(SHOP, task.id, "Entered by hand", "ann")).toMatchObject({ ok: true });
  expect(await order()).toMatchObject({ documentState: "failed" });
  expect(await problemsOf(id)).toEqual([]);

  await resumeConnection(SHOP, connectionId);
  await drain();
  expect(await documents(id, "salesOrder")).toBe(0);
  expect(await createDocuments(SHOP, [id], "ann")).toMatchObject({ enqueued: [id] });
  await drain();
  expect(await order()).toMatchObject({ documentState: "created" });
  expect(await documents(id, "salesOrder")).toBe(1);
});

it("a task that cannot be read is put aside all the same", async () => {
  const { id } = await plannedTask(await asked(), "createDocument");
  await db.task.updateMany({ where: { id }, data: { payload: {} } });
  expect(await skipOne(SHOP, id, "Damaged", "ann")).toMatchObject({ ok: true });
  expect(await db.task.findFirstOrThrow({ where: { id } })).toMatchObject({ state: "skipped" });
});

it("the item that an order needs first: every order that waits for it says so, and can have its document created", async () => {
  await changeSettings(SHOP, { autoCreateItems: true });
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "buyer@example.com",
      lines: [{ variant: "PROTO-X9", price: "10", quantity: 1 }],
    },
  }) as { id: OrderId };
  await sync(SHOP);
  await pauseConnection(SHOP, connectionId, "Stocktaking");
  expect(await createDocuments(SHOP, [id], "ann")).toMatchObject({ enqueued: [id] });
  await drain();
  const order = () =>
    db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
  expect(await order()).toMatchObject({ documentState: "creating" });
  const task = await plannedTask(id, "createItem");
  expect(await skipOne(SHOP, task.id, "Not ours", "ann")).toMatchObject({ ok: true });
  expect(await order()).toMatchObject({ documentState: "failed" });
  expect(await problemsOf(id)).toEqual(["skipped-by-hand"]);
  await resumeConnection(SHOP, connectionId);
  await drain();
  expect(await documents(id, "salesOrder")).toBe(0);
  expect(await createDocuments(SHOP, [id], "ann")).toMatchObject({ enqueued: [id] });
  await drain();
  expect(await order()).toMatchObject({ documentState: "created" });
  expect(await problemsOf(id)).toEqual([]);
  await changeSettings(SHOP, { autoCreateItems: false });
});

it("a registration of a refund: it asks nobody to act, and the credit memo stays as it is", async () => {
  await changeSettings(SHOP, { registerPayments: true });
  const orderId = await sold([{ kind: "SALE", gateway: "unheard_of" }]);
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", {
    order: orderId,
    lines: [{ line: 0, quantity: 2, restock: "RETURN" }],
  });
  await sync(SHOP);
  await drain();
  await createCreditMemos(ann, [(await refundOf(orderId)).refundId]);
  await drain();
  const memo = await db.ledgerDocument.findFirstOrThrow({
    where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
  });
  await postDocument({ shop: SHOP, connectionId }, { kind: "creditMemo", id: memo.id }, "clerk");
  await pullFeeds({ shop: SHOP, connectionId });
  await drain();
  const task = await plannedTask(orderId, "registerRefund");
  expect(await problemsOf(orderId)).toContain("unmapped-gateway");
  expect(await skipOne(SHOP, task.id, "Booked by hand", "ann")).toMatchObject({ ok: true });
  expect(await problemsOf(orderId)).not.toContain("unmapped-gateway");
  expect(await refundOf(orderId)).toMatchObject({ state: "posted" });
});
