// a refund is read whole at each import of its order, whatever Shopify says of when it changed.
import type { OrderId, RefundId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { refundView } from "#app/domain/refund-page/refund-page.server.ts";
import { openPaymentShop, sold } from "#app/domain/payments/payments.fixture.ts";
import { ordersOf, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createCreditMemos } from "./create-credit-memos.server.ts";

openPaymentShop();

const ann = { shop: SHOP, by: "ann" };
async function imported(order: OrderId): Promise<void> {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "touchOrder", { order });
  await sync(SHOP);
  await drain();
}
const recordOf = (orderId: string) => {
  const record = ordersOf(SHOP).find(({ id }) => id === orderId)?.refundRecords[0];
  if (!record) throw new Error("the order has no refund");
  return record;
};
async function refunded(): Promise<{ orderId: OrderId; refundId: RefundId }> {
  const orderId = await sold([{ kind: "SALE" }]);
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "refundOrder", { order: orderId, lines: [{ line: 0, quantity: 2 }] });
  await sync(SHOP);
  await drain();
  return { orderId, refundId: recordOf(orderId).id as RefundId };
}
const rowOf = (refundId: RefundId) =>
  db.refund.findUniqueOrThrow({ where: { shop_refundId: { shop: SHOP, refundId } } });
const seen = async (refundId: RefundId) => {
  const view = await refundView(ann, refundId);
  return {
    note: view?.note,
    restock: view?.lines.map(({ restockType }) => restockType),
    memo: view?.plan?.document?.lines.map(({ account, location }) => account ?? location),
  };
};

it("what Shopify changed in it counts: note, lines and what became of its goods, without a newer date", async () => {
  const { orderId, refundId } = await refunded();
  expect(await seen(refundId)).toEqual({ note: null, restock: ["NO_RESTOCK"], memo: ["4810"] });
  const record = recordOf(orderId);
  const { updatedAt } = record;
  record.note = "Came back after all";
  for (const line of record.lines) Object.assign(line, { restockType: "RETURN", restocked: true });
  await imported(orderId);
  expect(recordOf(orderId).updatedAt).toBe(updatedAt);
  expect(await seen(refundId)).toEqual({
    ...{ note: "Came back after all", restock: ["RETURN"], memo: ["RETURNS"] },
  });
});

it("an unchanged one writes nothing, and one that has its credit memo keeps it", async () => {
  const { orderId, refundId } = await refunded();
  const before = await rowOf(refundId);
  await imported(orderId);
  expect(await rowOf(refundId)).toEqual(before);
  await createCreditMemos(ann, [refundId]);
  await drain();
  const made = await rowOf(refundId);
  recordOf(orderId).note = "Later";
  await imported(orderId);
  expect(await rowOf(refundId)).toEqual(made);
  expect((await refundView(ann, refundId))?.note).toBe("Later");
  expect(
    await db.ledgerDocument.count({
      where: { shop: SHOP, kind: "creditMemo", shopifyOrderId: orderId },
    }),
  ).toBe(1);
});
