// Money that went back, on its posted credit memo in the ledger.
import type { OrderId, RefundId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { pullFeeds } from "#app/domain/feeds/pull-feeds.server.ts";
import { ensureMappings, getMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import {
  cardId,
  connectionId,
  openPaymentShop,
  problemsOf,
  sold,
  tasksOf,
} from "#app/domain/payments/payments.fixture.ts";
import { postDocument } from "#app/erp/ledger/posting/invoice.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createCreditMemos } from "./create-credit-memos.server.ts";
import { unlinkCreditMemo } from "./unlink-credit-memo.server.ts";

openPaymentShop();

const ann = { shop: SHOP, by: "ann" };
const GATEWAY = "shopify_payments";
let method = "";

async function mapGateway(gateway: string): Promise<void> {
  await ensureMappings(db, SHOP, cardId, [{ kind: "paymentMethod", key: gateway, title: gateway }]);
  const row = await getMapping(SHOP, cardId, "paymentMethod", gateway);
  const saved = await saveMapping(
    SHOP,
    {
      cardId,
      kind: "paymentMethod",
      key: gateway,
      revision: row?.revision ?? 0,
      erp: { code: method },
    },
    "ann",
  );
  if (!saved.ok) throw new Error("the payment method was not saved");
}

beforeAll(async () => {
  const known = await db.ledgerReference.findFirstOrThrow({
    where: { shop: SHOP, connectionId, kind: "paymentMethod" },
  });
  method = known.code;
});
afterEach(() => changeSettings(SHOP, { registerPayments: false }));

const refund = async (order: string, more: object): Promise<void> => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", { order, ...more });
  await sync(SHOP);
  await drain();
};
async function credited(orderId: OrderId): Promise<RefundId> {
  const { refundId } = await db.refund.findFirstOrThrow({ where: { shop: SHOP, orderId } });
  await createCreditMemos(ann, [refundId]);
  await drain();
  return refundId;
}
const memoOf = (orderId: OrderId) =>
  db.ledgerDocument.findFirstOrThrow({
    where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    orderBy: { createdAt: "desc" },
  });
async function posts(orderId: OrderId): Promise<void> {
  const { id } = await memoOf(orderId);
  await postDocument({ shop: SHOP, connectionId }, { kind: "creditMemo", id }, "clerk");
  for (const _again of [1, 2]) await pullFeeds({ shop: SHOP, connectionId });
  await drain();
}
const booked = async (orderId: OrderId) => {
  const { id } = await memoOf(orderId);
  const invoice = await db.ledgerPostedInvoice.findFirstOrThrow({
    where: { shop: SHOP, documentId: id },
    include: { payments: { orderBy: { number: "asc" } } },
  });
  return [
    invoice.remaining.toFixed(),
    ...invoice.payments.map(({ amount, method: by }) => [amount.toFixed(), by]),
  ];
};

it("PAY-5: waits for the payment method, then is registered once, whatever is repeated", async () => {
  await changeSettings(SHOP, { registerPayments: true });
  const orderId = await sold([{ kind: "SALE", gateway: GATEWAY }]);
  await refund(orderId, { lines: [{ line: 0, quantity: 3, restock: "RETURN" }] });
  await credited(orderId);
  await posts(orderId);
  expect(await tasksOf(orderId, "registerRefund")).toMatchObject([
    { state: "planned", problemKind: "unmapped-gateway" },
  ]);
  expect(await problemsOf(orderId)).toContain("unmapped-gateway");
  await mapGateway(GATEWAY);
  await drain();
  expect(await booked(orderId)).toEqual(["0", ["30", method]]);
  expect(await problemsOf(orderId)).not.toContain("unmapped-gateway");
  expect(
    await db.orderEvent.count({ where: { shop: SHOP, orderId, kind: "refundRegistered" } }),
  ).toBe(1);
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "touchOrder", { order: orderId });
  await sync(SHOP);
  await pullFeeds({ shop: SHOP, connectionId });
  await drain();
  expect(await booked(orderId)).toEqual(["0", ["30", method]]);
  expect(await db.refund.findFirstOrThrow({ where: { shop: SHOP, orderId } })).toMatchObject({
    state: "posted",
  });
});

it("money that went back on a credit memo is not taken from what stands to the customer's credit", async () => {
  await changeSettings(SHOP, { registerPayments: true });
  const orderId = await sold([{ kind: "SALE", amount: "120", gateway: GATEWAY }]);
  const order = await db.ledgerDocument.findFirstOrThrow({
    where: { shop: SHOP, kind: "salesOrder", shopifyOrderId: orderId },
  });
  await postDocument({ shop: SHOP, connectionId }, { kind: "salesOrder", id: order.id }, "clerk");
  await pullFeeds({ shop: SHOP, connectionId });
  await drain();
  await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
  expect(await problemsOf(orderId)).toContain("credit-paid-back");
  await credited(orderId);
  await posts(orderId);
  expect(await booked(orderId)).toEqual(["0", ["10", method]]);
  expect(await problemsOf(orderId)).not.toContain("credit-paid-back");
});

it("where the card does not say so, or the ERP cannot, nothing is registered", async () => {
  const orderId = await sold([{ kind: "SALE", gateway: GATEWAY }]);
  await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
  await credited(orderId);
  await posts(orderId);
  expect(await tasksOf(orderId, "registerRefund")).toEqual([]);
  const declare = (able: boolean) =>
    db.$executeRaw`UPDATE "ErpConnection" SET probe = jsonb_set(probe, '{capabilities,creditMemoPayment}', ${JSON.stringify(able)}::jsonb)
      WHERE shop = ${SHOP} AND id = ${connectionId}::uuid`;
  await declare(false);
  await changeSettings(SHOP, { registerPayments: true });
  let looks = 0;
  const touch = async () => {
    simulator.clock.advance(1_000);
    simulator.act(SHOP, "tagOrder", { order: orderId, tags: [`seen ${(looks += 1)}`] });
    await sync(SHOP);
    await drain();
  };
  await touch();
  expect(await tasksOf(orderId, "registerRefund")).toEqual([]);
  await declare(true);
  // Said later, it is made up for at the next import.
  await touch();
  expect(await booked(orderId)).toEqual(["0", ["10", method]]);
});

it("unlinked before it was registered: what was planned is put aside with the credit memo", async () => {
  await changeSettings(SHOP, { registerPayments: true });
  const orderId = await sold([{ kind: "SALE", gateway: "unheard_of" }]);
  await refund(orderId, { lines: [{ line: 0, quantity: 1, restock: "RETURN" }] });
  const refundId = await credited(orderId);
  await posts(orderId);
  expect(await unlinkCreditMemo(ann, refundId, "wrong customer")).toMatchObject({ ok: true });
  expect(await tasksOf(orderId, "registerRefund")).toMatchObject([{ state: "skipped" }]);
  expect(await problemsOf(orderId)).not.toContain("unmapped-gateway");
});
