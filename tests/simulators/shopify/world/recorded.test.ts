/** Facts read off live answers (recording named in each title), told again with our own orders. */
import { describe, expect, it } from "vitest";
import type { WorldEvent } from "../world-interface.ts";
import { moneyBag, type Bag } from "./arithmetic/bag.ts";
import { currentQuantity, taxTotal } from "./arithmetic/line-amounts.ts";
import * as totals from "./arithmetic/order-totals.ts";
import * as payments from "./arithmetic/payments.ts";
import {
  displayFulfillmentStatus,
  fulfillableQuantity,
  supportedActions,
} from "./fulfillment-state.ts";
import type { OrderRecord } from "./model.ts";
import type { OrderSpec } from "./order-spec.ts";
import { testWorld } from "./testing.ts";

function placed(spec: Partial<OrderSpec>) {
  const world = testWorld("empty");
  const { id } = world.control.placeOrder!({
    spec: {
      customer: "mara",
      taxesIncluded: false,
      lines: [{ title: "Goods", price: "10.00", quantity: 2 }],
      ...spec,
    },
  }) as { id: string };
  const order = world.store().order(id);
  const events: WorldEvent[] = [];
  world.onEvent((event) => {
    events.push(event);
  });
  const act = (name: string, args: Record<string, unknown> = {}) =>
    world.control[name]!({ order: order.name, ...args });
  return { world, order, events, act };
}
const shop = (order: OrderRecord, bag: Bag) => moneyBag(order.currencies, bag).shopMoney.amount;

describe("order-create-math-matrix", () => {
  it("nothing paid, no tax: no financial status, all outstanding", () => {
    const { order } = placed({ payments: [] });
    expect([
      shop(order, totals.subtotal(order)),
      shop(order, payments.totalOutstanding(order)),
      payments.financialStatus(order),
      displayFulfillmentStatus(order, "2026-10"),
    ]).toEqual(["20.0", "20.0", null, "UNFULFILLED"]);
  });
  it("tax and shipping on top", () => {
    const { order } = placed({
      lines: [{ title: "Paid", price: "12.00", quantity: 2 }],
      taxes: [{ title: "Tax", rate: "0.1" }],
      taxShipping: true,
      shipping: [{ title: "Ground", price: "5.00" }],
    });
    expect(
      [
        totals.subtotal,
        totals.totalShipping,
        totals.totalTax,
        totals.total,
        payments.totalReceived,
        payments.totalOutstanding,
      ].map((of) => shop(order, of(order))),
    ).toEqual(["24.0", "5.0", "2.9", "31.9", "31.9", "0.0"]);
  });
  it("a fixed discount lowers subtotal and total", () => {
    const { order } = placed({
      lines: [{ title: "One", price: "30.00" }],
      shipping: [{ title: "Ground", price: "4.00" }],
      discounts: [{ amount: "5.00", code: "MATH5" }],
      payments: [],
    });
    expect(
      [totals.subtotal, totals.totalDiscounts, totals.total, payments.totalOutstanding].map((of) =>
        shop(order, of(order)),
      ),
    ).toEqual(["25.0", "5.0", "29.0", "29.0"]);
  });
  it("an authorization leaves nothing outstanding and all capturable", () => {
    const { order, act } = placed({
      lines: [{ title: "One", price: "18.00" }],
      payments: [{ kind: "AUTHORIZATION", gateway: "manual" }],
    });
    expect(
      [payments.totalOutstanding, payments.totalReceived, payments.totalCapturable].map((of) =>
        shop(order, of(order)),
      ),
    ).toEqual(["0.0", "0.0", "18.0"]);
    expect(payments.financialStatus(order)).toBe("AUTHORIZED");
    act("captureOrder");
    expect(
      [payments.totalReceived, payments.totalCapturable].map((of) => shop(order, of(order))),
    ).toEqual(["18.0", "0.0"]);
    expect(payments.financialStatus(order)).toBe("PAID");
  });
});

describe("order-edit-money-math", () => {
  it("lowering two to one halves what is current and leaves what was", () => {
    const { order, act } = placed({
      lines: [{ title: "Taxed", price: "100.00", quantity: 2 }],
      taxes: [{ title: "Line tax", rate: "0.13" }],
      payments: [],
    });
    act("editOrder", { setQuantity: [{ line: 0, quantity: 1 }] });
    expect(
      [
        totals.subtotal,
        totals.currentSubtotal,
        totals.totalTax,
        totals.currentTotalTax,
        totals.total,
        totals.currentTotal,
      ].map((of) => shop(order, of(order))),
    ).toEqual(["200.0", "100.0", "26.0", "13.0", "226.0", "113.0"]);
    expect(
      totals.gatherTaxes(order, true).map(({ title, price }) => [title, shop(order, price)]),
    ).toEqual([["Line tax", "13.0"]]);
    expect([
      order.lines[0]!.quantity,
      currentQuantity(order.lines[0]!),
      shop(order, taxTotal(order.lines[0]!)),
      order.edited,
    ]).toEqual([2, 1, "26.0", true]);
  });
  it("an added discount lowers subtotal and total", () => {
    const { order, act } = placed({ lines: [{ title: "Plain", price: "100.00" }], payments: [] });
    act("editOrder", { discountLine: { line: 0, amount: "20.00", title: "Line discount" } });
    expect(
      [totals.subtotal, totals.currentSubtotal, totals.total, totals.currentTotal].map((of) =>
        shop(order, of(order)),
      ),
    ).toEqual(["80.0", "80.0", "80.0", "80.0"]);
  });
});

describe("order-edit-commit-history-and-fulfillment-orders", () => {
  it("three to one and a new line of two: the first fulfillment order shrinks, the new line gets its own", () => {
    const { order, act, events } = placed({
      lines: [{ title: "Source", price: "10.00", quantity: 3 }],
      payments: [],
    });
    act("editOrder", {
      setQuantity: [{ line: 0, quantity: 1, restock: false }],
      add: [{ variant: "MUG-BLUE", price: "949.95", quantity: 2 }],
    });
    expect(shop(order, totals.currentSubtotal(order))).toBe("1909.9");
    expect(
      order.fulfillmentOrderRecords.map(({ status, lines }) => [
        status,
        lines.map(({ totalQuantity, remainingQuantity }) => [totalQuantity, remainingQuantity]),
      ]),
    ).toEqual([
      ["OPEN", [[1, 1]]],
      ["OPEN", [[2, 2]]],
    ]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "fulfillment_orders/order_routing_complete",
      "orders/edited",
      "refunds/create",
      "orders/updated",
    ]);
    expect(events[1]!.payload).toMatchObject({
      order_edit: { line_items: { additions: [{ delta: 2 }], removals: [{ delta: 2 }] } },
    });
    expect(order.refundRecords[0]!.payments).toEqual([]);
  });
  it("an edit opens an archived order", () => {
    const { order, act } = placed({});
    act("archiveOrder");
    expect(order.closedAt).not.toBeNull();
    act("editOrder", { setQuantity: [{ line: 0, quantity: 1 }] });
    expect(order.closedAt).toBeNull();
  });
  it("an edit that changes nothing is refused", () =>
    expect(() => placed({}).act("editOrder")).toThrow(
      "There must be at least one change to be made.",
    ));
});

describe("refund-create-partial-shipping-restock-parity", () => {
  it("one of two units and the shipping", () => {
    const { order, act, events } = placed({
      shipping: [{ title: "Ground", price: "5.00" }],
      payments: [{ gateway: "manual" }],
    });
    act("refundOrder", { lines: [{ line: 0, quantity: 1, restock: "RETURN" }], shipping: "5.00" });
    const refund = order.refundRecords[0]!;
    expect([
      shop(order, refund.lines[0]!.subtotal),
      shop(order, payments.totalRefunded(order)),
      payments.financialStatus(order),
      displayFulfillmentStatus(order, "2026-10"),
    ]).toEqual(["10.0", "15.0", "PARTIALLY_REFUNDED", "UNFULFILLED"]);
    expect(refund.lines[0]).toMatchObject({
      restocked: true,
      restockType: "RETURN",
      location: { key: "luebeck" },
    });
    expect(refund.payments[0]!.parentTransaction).toBe(order.transactions[0]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "order_transactions/create",
      "refunds/create",
      "orders/updated",
    ]);
  });
});

describe("money-bag-presentment-parity", () => {
  it("paid in dollars on a day with another rate: the payment has its own shop amount, nothing stays open", () => {
    const { order, act } = placed({
      currency: "USD",
      lines: [{ title: "Line", price: "9.00" }],
      payments: [{ gateway: "manual", rate: "0.95" }],
    });
    expect(moneyBag(order.currencies, totals.total(order))).toEqual({
      shopMoney: { amount: "8.3", currencyCode: "EUR" },
      presentmentMoney: { amount: "9.0", currencyCode: "USD" },
    });
    expect(shop(order, payments.totalReceived(order))).toBe("8.55");
    act("refundOrder", { custom: "5.00" });
    expect(shop(order, payments.totalRefunded(order))).toBe("4.75");
    expect(moneyBag(order.currencies, payments.totalOutstanding(order))).toMatchObject({
      shopMoney: { amount: "0.0" },
      presentmentMoney: { amount: "0.0" },
    });
  });
});

describe("fulfillment-order-lifecycle and -hold-multi-line", () => {
  it("actions follow the state", () => {
    const { order, act, events } = placed({
      lines: [{ title: "Goods", price: "10.00", quantity: 3 }],
    });
    const [first] = order.fulfillmentOrderRecords;
    expect(supportedActions(first!)).toEqual([
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "MOVE",
      "HOLD",
      "SPLIT",
    ]);
    act("holdOrder", { reason: "INCORRECT_ADDRESS", notes: "No such street" });
    expect(supportedActions(first!)).toEqual(["RELEASE_HOLD", "HOLD", "MOVE"]);
    expect(displayFulfillmentStatus(order, "2026-10")).toBe("ON_HOLD");
    act("releaseHolds");
    act("fulfillOrder", {
      lines: [{ line: 0, quantity: 2 }],
      tracking: { company: "DHL", number: "1" },
    });
    expect(supportedActions(first!)).toEqual([
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "HOLD",
      "MARK_AS_OPEN",
    ]);
    expect(displayFulfillmentStatus(order, "2026-10")).toBe("PARTIALLY_FULFILLED");
    act("fulfillOrder");
    expect([
      first!.status,
      supportedActions(first!),
      displayFulfillmentStatus(order, "2026-10"),
    ]).toEqual(["CLOSED", [], "FULFILLED"]);
    expect(events.map(({ topic }) => topic)).toEqual([
      "fulfillment_orders/placed_on_hold",
      "orders/updated",
      "fulfillment_orders/hold_released",
      "orders/updated",
      "fulfillments/create",
      "orders/partially_fulfilled",
      "orders/updated",
      "fulfillments/create",
      "orders/fulfilled",
      "orders/updated",
    ]);
    expect(events[0]!.payload).toEqual({ fulfillment_order: { id: first!.id, status: "on_hold" } });
  });
  it("what is held cannot be fulfilled; an app has ten holds at most, without a handle it is blank", () => {
    const { order, act } = placed({ lines: [{ title: "Goods", price: "10.00", quantity: 3 }] });
    const [first] = order.fulfillmentOrderRecords;
    for (let at = 0; at < 10; at++) act("holdOrder", { fulfillmentOrder: 0, byApp: true });
    expect(fulfillableQuantity(order.lines[0]!)).toBe(0);
    expect(supportedActions(first!)).toEqual(["RELEASE_HOLD", "MOVE"]);
    expect(first!.fulfillmentHolds[0]!.handle).toBe("");
    act("releaseHolds");
    expect(fulfillableQuantity(order.lines[0]!)).toBe(3);
  });
  it("holds are let go one by one: with one left it stays held", () => {
    const { order, act } = placed({ lines: [{ title: "Goods", price: "10.00", quantity: 3 }] });
    const [first] = order.fulfillmentOrderRecords;
    act("holdOrder", { fulfillmentOrder: 0, byApp: true });
    act("holdOrder", { fulfillmentOrder: 0, reason: "INCORRECT_ADDRESS" });
    const [one, two] = first!.fulfillmentHolds.map(({ id }) => id);
    act("releaseHolds", { holds: [one] });
    expect([first!.status, first!.fulfillmentHolds.map(({ id }) => id)]).toEqual([
      "ON_HOLD",
      [two],
    ]);
    expect(() => act("releaseHolds", { holds: [one] })).toThrow(/has no hold/);
    act("releaseHolds", { holds: [two] });
    expect([first!.status, first!.fulfillmentHolds]).toEqual(["OPEN", []]);
  });
  it("what a service closed can be asked for again", () => {
    const { order, act } = placed({ fulfillmentOrders: [{ location: "nordhafen" }] });
    act("requestFulfillment");
    act("acceptFulfillmentRequest");
    act("closeFulfillmentOrder");
    const [first] = order.fulfillmentOrderRecords;
    expect([first!.status, first!.requestStatus, supportedActions(first!)]).toEqual([
      "INCOMPLETE",
      "CLOSED",
      ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
    ]);
    act("requestFulfillment");
    expect(first!.requestStatus).toBe("SUBMITTED");
  });
  it("two at one location can be merged; one unit cannot be split", () => {
    const { order } = placed({
      lines: [
        { title: "A", price: "1.00" },
        { title: "B", price: "1.00", quantity: 2 },
      ],
      fulfillmentOrders: [
        { lines: [{ line: 0, quantity: 1 }] },
        { lines: [{ line: 1, quantity: 2 }] },
      ],
    });
    expect(order.fulfillmentOrderRecords.map((part) => supportedActions(part))).toEqual([
      ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "MERGE"],
      ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT", "MERGE"],
    ]);
  });
});

describe("draft-order-complete-payment-terms-pending", () => {
  it("net terms leave a pending manual sale", () => {
    const { order, act } = placed({
      payments: [{ gateway: "manual", status: "PENDING" }],
      paymentTerms: { name: "Net 30", type: "NET", days: 30 },
    });
    expect([
      payments.financialStatus(order),
      order.transactions.map(({ kind, status, gateway }) => [kind, status, gateway]),
      shop(order, payments.totalOutstanding(order)),
    ]).toEqual(["PENDING", [["SALE", "PENDING", "manual"]], "20.0"]);
    act("payOrder");
    expect(payments.financialStatus(order)).toBe("PAID");
  });
});

describe("announcements", () => {
  it("a paid order", () => {
    const world = testWorld("empty");
    const events: WorldEvent[] = [];
    world.onEvent((event) => {
      events.push(event);
    });
    const { id } = world.control.placeOrder!({ kind: "two-currencies" }) as { id: string };
    expect(events.map(({ topic }) => topic)).toEqual([
      "orders/create",
      "orders/paid",
      "order_transactions/create",
      "fulfillment_orders/order_routing_complete",
      "orders/updated",
    ]);
    expect(events[0]!.payload).toMatchObject({
      id: Number(id.split("/").at(-1)),
      admin_graphql_api_id: id,
      name: "#1001",
      currency: "EUR",
      presentment_currency: "USD",
      financial_status: "paid",
      updated_at: "2026-11-21T09:00:00Z",
    });
    expect(events.every(({ shop: of }) => of === "harbour-goods.myshopify.com")).toBe(true);
    JSON.stringify(events);
  });
  it("cancelling once, never twice", () => {
    const { act, events, order } = placed({});
    act("cancelOrder", { reason: "FRAUD" });
    expect(events.map(({ topic }) => topic)).toContain("orders/cancelled");
    expect([order.closedAt, order.cancelReason]).toEqual([order.cancelledAt, "FRAUD"]);
    expect(() => act("cancelOrder")).toThrow(/already been canceled/);
  });
  it("stocking the shop announces nothing, a reset brings it back as it was", () => {
    const world = testWorld("full");
    const count = world.store().orders.length;
    const names = () => JSON.stringify(world.control.listOrders!({}));
    const before = names();
    world.control.placeOrder!({ kind: "tip", count: 3 });
    expect(world.store().orders).toHaveLength(count + 3);
    world.reset();
    expect(names()).toBe(before);
    expect(
      world.rootQuery.ordersCount!(
        null,
        {},
        { scopes: new Set(["read_all_orders"]), searchWarnings: [] } as never,
        { path: { key: "ordersCount" } } as never,
      ),
    ).toMatchObject({ count });
  });
  it("refuses misspelt input by name", () => {
    const { act } = placed({});
    expect(() => act("refundOrder", { line: [] })).toThrow(/line/);
    expect(() => act("refundOrder", { lines: [{ line: 0, quantity: 9 }] })).toThrow(
      "Quantity cannot refund more items than were purchased",
    );
    expect(() => act("fulfillOrder", { tracking: { nummer: "1" } })).toThrow(/nummer/);
    expect(() => placed({ lines: [] })).toThrow();
    expect(() => placed({}).world.control.placeOrder!({ kind: "no-such-kind" })).toThrow(
      /no kind of order called no-such-kind/,
    );
  });
});
