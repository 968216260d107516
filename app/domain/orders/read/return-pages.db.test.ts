import type { OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { asked, openEmptyShops, place, sync } from "../import/import.fixture.ts";
import { getOrder } from "../lists/order-lists.server.ts";

openEmptyShops();

const act = (name: string, order: string, args: object = {}) =>
  simulator.act(SHOP, name, { order, ...args });
const stateOf = async (order: OrderId) => (await getOrder(SHOP, order))?.snapshot.state;

describe("a return with more parts than fit a page", () => {
  it("is read whole: lines, exchanges, and the lines of its reverse fulfillment order", async () => {
    const order = place(SHOP, {
      lines: Array.from({ length: 23 }, (_, i) => ({ title: `Line ${i}`, price: "1.00" })),
    });
    act("fulfillOrder", order.id);
    act("returnOrder", order.id, {
      lines: Array.from({ length: 23 }, (_, line) => ({ line, quantity: 1, reason: "style" })),
      exchange: Array.from({ length: 7 }, (_, i) => ({ title: `Instead ${i}`, price: "1.00" })),
      shippingFee: "2.50",
    });
    act("disposeReturn", order.id, {
      lines: [{ line: 22, quantity: 1, type: "MISSING", location: "luebeck" }],
    });
    await sync();
    const [entry] = (await stateOf(order.id))?.returns ?? [];
    const reversed = entry?.reverseOrders.flatMap(({ lines }) => lines) ?? [];
    expect([
      new Set(entry?.lines.map(({ lineId }) => lineId)).size,
      new Set(entry?.exchanges.flatMap(({ lineIds }) => lineIds)).size,
      new Set(reversed.map(({ lineId }) => lineId)).size,
      reversed.flatMap(({ dispositions }) => dispositions.map(({ type }) => type)),
      entry?.shippingFees.map(({ amount }) => amount.presentment.amount),
    ]).toEqual([23, 7, 23, ["MISSING"], ["2.5"]]);
    for (const operation of ["MoreReturnLines", "MoreExchangeLines", "MoreReverseOrderLines"])
      expect(await asked(operation), operation).toBe(1);
  });
});

describe("returns and refunds of a batch", () => {
  it("cost one call each for all its orders, and orders without any cost what they did", async () => {
    place();
    await sync();
    expect([await asked("ReturnDetails"), await asked("AgreementDetails")]).toEqual([0, 0]);
    const orders = Array.from({ length: 4 }, () => place());
    for (const { id } of orders) {
      act("fulfillOrder", id);
      act("returnOrder", id, { lines: [{ line: 0, quantity: 1 }] });
      act("refundOrder", id, {
        lines: [{ line: 0, quantity: 1, restock: "NO_RESTOCK" }],
        ofReturn: 0,
      });
    }
    await sync();
    await flushApiLog();
    for (const operation of ["RefundDetails", "ReturnDetails", "AgreementDetails"])
      expect(await asked(operation), operation).toBe(1);
    const calls = await db.apiLog.findMany({
      where: { operation: { in: ["RefundDetails", "ReturnDetails"] } },
    });
    // At most 3 and 3 points an order in a batch of 50, however many orders the batch has.
    expect(calls.map(({ requestedCost }) => (requestedCost ?? 0) / 50 <= 3)).toEqual([true, true]);
  });

  it("name the refund of an agreement and the lines of its sales", async () => {
    const order = place();
    act("refundOrder", order.id, {
      lines: [{ line: 0, quantity: 1, restock: "CANCEL" }],
      shipping: "all",
    });
    await sync();
    const found = await getOrder(SHOP, order.id);
    const [line] = found?.snapshot.content.lines ?? [];
    const [way] = found?.snapshot.content.shippingLines ?? [];
    const [refund] = found?.snapshot.state.refunds ?? [];
    const agreement = found?.snapshot.state.agreements.find(({ reason }) => reason === "REFUND");
    expect(agreement?.refundId).toBe(refund?.id);
    expect(agreement?.sales.map(({ lineId, shippingLineId }) => lineId ?? shippingLineId)).toEqual([
      line?.id,
      way?.id,
    ]);
  });

  it("tell a refund's line where its return put the goods (R-1)", async () => {
    const order = simulator.act(SHOP, "placeOrder", {
      spec: { lines: [{ variant: "MUG-BLUE", quantity: 2 }] },
    }) as { id: OrderId };
    act("fulfillOrder", order.id);
    act("returnOrder", order.id, { lines: [{ line: 0, quantity: 2 }] });
    const dispose = (location: string) =>
      act("disposeReturn", order.id, { lines: [{ line: 0, quantity: 1, location }] });
    dispose("rotterdam");
    act("refundOrder", order.id, {
      lines: [{ line: 0, quantity: 1, restock: "NO_RESTOCK" }],
      ofReturn: 0,
    });
    await sync();
    const line = (await stateOf(order.id))?.refunds[0]?.lines[0];
    expect(line?.locationId).toBeNull();
    expect(line?.returnLocationId).toMatch(/^gid:\/\/shopify\/Location\//);
    dispose("luebeck");
    simulator.act(SHOP, "touchOrder", { order: order.id });
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    expect((await stateOf(order.id))?.refunds[0]?.lines[0]?.returnLocationId).toBeNull();
  });
});
