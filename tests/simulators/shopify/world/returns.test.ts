/** Returns and refunds by the control acts: states, texts and amounts as recorded (recorded-answers, Returns and Refunds). */
import { beforeEach, describe, expect, it } from "vitest";
import { currentTotal } from "./arithmetic/order-totals.ts";
import { netPayment, totalOutstanding } from "./arithmetic/payments.ts";
import { expectAddsUp } from "./adds-up.ts";
import type { ShopWorld } from "./create-world.ts";
import type { OrderRecord } from "./model.ts";
import { testWorld } from "./testing.ts";

let world: ShopWorld;
let order: OrderRecord;
let topics: string[];
const act = (name: string, args: Record<string, unknown> = {}) =>
  world.control[name]!({ order: order.id, ...args });
const one = { lines: [{ line: 0, quantity: 1 }] };
const returned = () => order.returnRecords[0]!;

beforeEach(() => {
  world = testWorld("empty");
  // Archiving itself moves the order's date.
  world.control.setShop!({ archivesOrders: false });
  const { id } = world.control.placeOrder!({
    spec: {
      taxesIncluded: false,
      lines: [
        { variant: "MUG-BLUE", price: "20.00", quantity: 2 },
        { title: "Engraving", price: "5.00" },
      ],
    },
  }) as { id: string };
  order = world.store().order(id);
  world.control.fulfillOrder!({ order: id });
  topics = [];
  world.onEvent(({ topic }) => topics.push(topic));
});

describe("a return", () => {
  it("is asked for, approved, received, disposed of at a location, paid back and closed", () => {
    act("returnOrder", { ...one, status: "REQUESTED" });
    expect(returned()).toMatchObject({ status: "REQUESTED", name: `${order.name}-R1` });
    expect(returned().reverseOrders).toEqual([]);
    act("approveReturn");
    expect(returned().reverseOrders[0]?.status).toBe("OPEN");
    const { updatedAt } = order;
    world.clock.advance(60_000);
    act("processReturn");
    expect(returned()).toMatchObject({ status: "OPEN", lines: [{ processedQuantity: 1 }] });
    act("disposeReturn", { lines: [{ line: 0, quantity: 1, location: "rotterdam" }] });
    expect(returned().reverseOrders[0]?.lines[0]?.dispositions).toMatchObject([
      { type: "RESTOCKED", quantity: 1, location: { key: "rotterdam" } },
    ]);
    act("closeReturn");
    expect(order.updatedAt).toBe(updatedAt);
    act("reopenReturn");
    act("refundOrder", { ...one, ofReturn: 0 });
    expect(order.refundRecords[0]?.return).toBe(returned());
    expect(topics.filter((topic) => /return|reverse|refund/.test(topic))).toEqual([
      "returns/request",
      "returns/approve",
      "returns/process",
      "reverse_fulfillment_orders/dispose",
      "returns/close",
      "returns/reopen",
      "refunds/create",
    ]);
  });

  it("is refused with Shopify's texts", () => {
    expect(() => act("closeReturn")).toThrow("Return not found.");
    expect(() => act("returnOrder", { lines: [{ line: 7, quantity: 1 }] })).toThrow(
      "Fulfillment Line Item was not found.",
    );
    for (const quantity of [0, 3])
      expect(() => act("returnOrder", { lines: [{ line: 0, quantity }] })).toThrow(
        "Return line item has an invalid quantity.",
      );
    act("returnOrder", { ...one, status: "REQUESTED" });
    for (const name of ["closeReturn", "reopenReturn", "processReturn"])
      expect(() => act(name), name).toThrow("Return status is invalid.");
    expect(() => act("cancelReturn")).toThrow("Return is not cancelable.");
    act("declineReturn", { reason: "FINAL_SALE" });
    expect(returned()).toMatchObject({ status: "DECLINED", declineReason: "FINAL_SALE" });
    expect(() => act("approveReturn")).toThrow("Return status is invalid.");
  });

  it("once processed cannot be cancelled; a custom line cannot be restocked; no more than came back", () => {
    act("returnOrder", { lines: [{ line: 1, quantity: 1 }] });
    act("processReturn");
    expect(() => act("cancelReturn")).toThrow("Return is not cancelable.");
    const dispose = (args: object) =>
      act("disposeReturn", { lines: [{ line: 0, quantity: 1, ...args }] });
    expect(() => dispose({ location: "luebeck" })).toThrow(
      "RESTOCKED is an invalid disposition type for a custom line item.",
    );
    expect(() => dispose({ line: 4 })).toThrow(
      "Cannot dispose items from more than one reverse fulfillment order.",
    );
    dispose({ type: "MISSING" });
    expect(returned().reverseOrders[0]?.status).toBe("CLOSED");
    expect(() => dispose({ type: "MISSING" })).toThrow(/fewer units left/);
  });

  it("keeps its fees when it is paid back, and the order still adds up", () => {
    act("returnOrder", {
      lines: [{ line: 0, quantity: 1, restocking: "10" }],
      shippingFee: "7.50",
    });
    act("refundOrder", { ...one, ofReturn: 0 });
    const [refund] = order.refundRecords;
    // 20.00 less 10 % of it and 7.50; no tax in this shop's order.
    expect(refund?.payments.map(({ amount }) => amount.presentment.toFixed(2))).toEqual(["10.50"]);
    expect(totalOutstanding(order).presentment.toFixed(2)).toBe("0.00");
    expectAddsUp(order);
  });
});

describe("a refund", () => {
  it("that is pending has moved no money until it is settled; one that was refused never does", () => {
    act("refundOrder", { ...one, status: "PENDING" });
    const total = netPayment(order).presentment.toFixed(2);
    expect(total).toBe("45.00");
    act("settleTransaction");
    expect(netPayment(order).presentment.toFixed(2)).toBe("25.00");
    act("refundOrder", { ...one, status: "FAILURE" });
    expect(netPayment(order).presentment.toFixed(2)).toBe("25.00");
    expect(order.refundRecords).toHaveLength(2);
    expectAddsUp(order);
  });

  it("of more than was paid is refused as recorded, and leaves the order as it was", () => {
    const before = currentTotal(order).presentment.toFixed(2);
    expect(() => act("refundOrder", { ...one, money: "999.00" })).toThrow(
      "Refund amount $999.00 is greater than net payment received $45.00",
    );
    expect([order.refundRecords.length, currentTotal(order).presentment.toFixed(2)]).toEqual([
      0,
      before,
    ]);
  });
});
