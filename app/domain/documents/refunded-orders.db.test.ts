// Refunds and cancellations before and after an order's document.
import type { OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import { openPaymentShop, problemsOf, sold } from "#app/domain/payments/payments.fixture.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { homeNumbers } from "#app/domain/home/views/numbers.server.ts";
import { orderView } from "#app/domain/order-page/order-page.server.ts";
import { releasePolicy } from "./choices/choices.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";

openPaymentShop();

const sale = (amount?: string) => ({ kind: "SALE" as const, ...(amount ? { amount } : {}) });
const orderOf = (orderId: OrderId) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
const act = async (name: string, order: string, more: object) => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, name, { order, ...more });
  await sync(SHOP);
  await drain();
};
const place = () =>
  (
    simulator.act(SHOP, "placeOrder", {
      spec: {
        customer: null,
        email: "buyer@example.com",
        lines: [{ variant: "MUG-BLUE", price: "38.40", quantity: 2 }],
        payments: [sale()],
      },
    }) as { id: OrderId }
  ).id;
const create = async (orderId: OrderId) => {
  const result = await createDocuments(SHOP, [orderId], "ann");
  await drain();
  return result;
};

describe("before the document", () => {
  it("a refund with goods lets the order wait where the card imports no refunds, and a person may release it", async () => {
    await changeSettings(SHOP, { returnProcess: "none" });
    const orderId = place();
    await act("refundOrder", orderId, { lines: [{ line: 0, quantity: 1, restock: "CANCEL" }] });
    const { refused } = await create(orderId);
    expect(refused.flatMap(({ problems }) => problems)).toMatchObject([
      { kind: "refunded-order", params: { amount: "38.4", currency: "EUR" } },
    ]);
    expect(await problemsOf(orderId)).toEqual(["refunded-order"]);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
    await releasePolicy({ shop: SHOP, by: "ann" }, orderId, { policy: "refunded", reason: "ok" });
    await create(orderId);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created", conflict: false });
    expect(await problemsOf(orderId)).toEqual([]);
    // The document does not know the next one.
    await act("refundOrder", orderId, { lines: [{ line: 0, quantity: 1, restock: "CANCEL" }] });
    expect(await orderOf(orderId)).toMatchObject({ conflict: true });
    await changeSettings(SHOP, { returnProcess: "importOnly" });
  });

  it("an edit and the refund of what was owed: the document has what is left, exactly", async () => {
    const orderId = place();
    await act("editOrder", orderId, { setQuantity: [{ line: 0, quantity: 1 }] });
    await act("refundOrder", orderId, { custom: "38.40" });
    await create(orderId);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created", conflict: false });
    const document = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, orderId } });
    expect(document.total.toFixed(2)).toBe("38.40");
  });
});

describe("after the document", () => {
  it("the proof is of the version it was made from: a changed order is not proved, on its page and at home", async () => {
    const orderId = await sold([sale()]);
    const proved = async () =>
      (await orderView(SHOP, orderId, new URLSearchParams()))?.provedVersion;
    const before = (await homeNumbers(SHOP)).created;
    expect(await proved()).toMatchObject({ current: true });
    await act("tagOrder", orderId, { tags: ["seen"] });
    expect(await proved()).toMatchObject({ current: true });
    await act("editOrder", orderId, { setQuantity: [{ line: 0, quantity: 9 }] });
    const after = await proved();
    expect(after).toMatchObject({ current: false });
    expect(Date.parse(after?.at ?? "")).not.toBeNaN();
    await resolveConflict(SHOP, orderId, "ann", "corrected in the ERP");
    expect(await proved()).toMatchObject({ current: false });
    expect((await homeNumbers(SHOP)).created).toBe(before - 1);
  });

  it("a paid order that is cancelled and refunded is a conflict, until a person resolves it (I-41, I-54)", async () => {
    const orderId = await sold([sale()]);
    await act("cancelOrder", orderId, { restock: true, refund: true });
    expect(await orderOf(orderId)).toMatchObject({ conflict: true });
    expect(await problemsOf(orderId)).toEqual(["order-changed-after-processing"]);
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, clearedAt: null },
    });
    const { differences } = (detail as { params: { differences: { text: string }[] } }).params;
    expect(differences.map(({ text }) => text)).toEqual(["diff.cancelled", "diff.refunded"]);
    expect(await resolveConflict(SHOP, orderId, "ann", "cancelled in the ERP")).toBe(true);
    await act("tagOrder", orderId, { tags: ["seen"] });
    expect(await orderOf(orderId)).toMatchObject({ conflict: false });
    expect(await problemsOf(orderId)).toEqual([]);
  });

  it("goods refunded before they were shipped are a conflict that says how many; resolved, the next one counts again", async () => {
    const orderId = await sold([sale()]);
    await act("refundOrder", orderId, { lines: [{ line: 0, quantity: 3, restock: "CANCEL" }] });
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId, clearedAt: null },
    });
    expect((detail as { params: object }).params).toMatchObject({
      differences: [
        { text: "diff.refunded", params: { amount: "30", currency: "EUR", quantity: 3 } },
      ],
    });
    await resolveConflict(SHOP, orderId, "ann");
    await act("refundOrder", orderId, { lines: [{ line: 0, quantity: 1 }] });
    expect(await orderOf(orderId)).toMatchObject({ conflict: true });
  });
});
