import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { openEmptyShops, place, sync, asked } from "../import/import.fixture.ts";
import { getOrder } from "../lists/order-lists.server.ts";

openEmptyShops();

interface RefundRecord {
  shipping: { id: string }[];
  adjustments: { id: string }[];
  payments: { id: string; amount: unknown }[];
}

describe("a refund with more parts than fit a page", () => {
  it("is read whole: every shipping line, adjustment and transaction", async () => {
    const order = place(SHOP, {
      shipping: Array.from({ length: 7 }, (_, i) => ({ title: `Way ${i}`, price: "2.00" })),
    });
    simulator.act(SHOP, "refundOrder", {
      order: order.id,
      lines: [{ line: 0, quantity: 1 }],
      shipping: "all",
      custom: "1.00",
    });
    const record = (simulator.world(SHOP) as ShopWorld)
      .store()
      .orders.find(({ id }) => id === order.id) as unknown as { refundRecords: RefundRecord[] };
    const [refund] = record.refundRecords;
    if (!refund) throw new Error("the order has its refund");
    const copies = <T extends { id: string }>(list: T[], count: number): T[] => {
      const [first] = list;
      if (!first) throw new Error("there is one to copy");
      return Array.from({ length: count }, (_, i) => ({ ...first, id: `${first.id}${i}` }));
    };
    refund.payments = copies(refund.payments, 23);
    const adjustment = { __typename: "OrderAdjustment", reason: "RESTOCK", order: record };
    refund.adjustments = Array.from({ length: 6 }, (_, i) => ({
      ...adjustment,
      id: `gid://shopify/OrderAdjustment/${i + 1}`,
      amount: refund.payments[0]?.amount,
      tax: refund.payments[0]?.amount,
    }));
    await sync();
    const read = (await getOrder(SHOP, order.id))?.snapshot.state.refunds[0];
    expect([
      read?.shipping.length,
      new Set(read?.shipping.map(({ shippingLineId }) => shippingLineId)).size,
      read?.adjustments.length,
      read?.transactions.length,
    ]).toEqual([7, 7, 6, 23]);
    expect(await asked("MoreRefundShippingLines")).toBe(1);
    expect(await asked("MoreRefundAdjustments")).toBe(1);
    expect(await asked("MoreRefundTransactions")).toBe(1);
  });
});
