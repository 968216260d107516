import { describe, expect, it } from "vitest";
import { gid, line, order } from "#tests/fixtures/orders.ts";
import type { OrderFulfillmentOrder, OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { divideOrder } from "../plan/divide-order.ts";
import { deviation } from "./deviation.ts";

const CUP = gid("LineItem", 1);
const part = (
  id: number,
  total: number,
  over: Partial<OrderFulfillmentOrder> = {},
): OrderFulfillmentOrder => ({
  id: gid("FulfillmentOrder", id),
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: gid("Location", id),
  locationName: `Place ${id}`,
  deliveryMethod: "SHIPPING",
  supportedActions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines: [{ id: gid("FulfillmentOrderLineItem", id), lineId: CUP, total, remaining: total }],
  ...over,
});
const withParts = (fulfillmentOrders: OrderFulfillmentOrder[], over: Partial<OrderState> = {}) =>
  order({
    content: { lines: [line({ id: CUP, quantity: 5 })] },
    state: { fulfillmentOrders, ...over },
  });
const then = withParts([part(1, 3), part(2, 2)]);
const { shares } = divideOrder(then);
const now = (parts: OrderFulfillmentOrder[], over: Partial<OrderState> = {}) =>
  deviation(shares, withParts(parts, over))?.params["now"] ?? null;

describe("fulfillment orders after their documents were made", () => {
  it.each<[string, Parameters<typeof now>]>([
    ["are as they were", [[part(1, 3), part(2, 2)]]],
    ["are fulfilled, one after the other", [[part(1, 3, { status: "CLOSED" }), part(2, 2)]]],
    ["have less: an edit or a refund says so itself", [[part(1, 3), part(2, 1)]]],
    [
      "have one for what never ships",
      [[part(1, 3), part(2, 2), part(3, 5, { deliveryMethod: "NONE" })]],
    ],
    [
      "are moved, of an order that is fulfilled",
      [[part(1, 5)], { fulfillmentStatus: "FULFILLED" }],
    ],
    ["are cancelled with their order", [[], { cancelledAt: "2026-03-01T00:00:00Z" }]],
  ])("%s: nothing to say", (_what, args) => {
    expect(now(...args)).toBeNull();
  });

  it.each<[string, OrderFulfillmentOrder[], string]>([
    [
      "moved",
      [part(1, 3), part(2, 2, { locationId: gid("Location", 9), locationName: "Place 9" })],
      "Place 1 (1): 3 × Cup; Place 9 (2): 2 × Cup",
    ],
    [
      "split",
      [part(1, 3), part(2, 1), part(3, 1)],
      "Place 1 (1): 3 × Cup; Place 2 (2): 1 × Cup; Place 3 (3): 1 × Cup",
    ],
    ["merged", [part(1, 5), part(2, 2, { status: "CANCELLED" })], "Place 1 (1): 5 × Cup"],
  ])("%s: both are named", (_what, parts, told) => {
    expect(now(parts)).toBe(told);
    expect(deviation(shares, withParts(parts))).toMatchObject({
      kind: "fulfillment-orders-changed",
      params: { before: "Place 1 (1): 3 × Cup; Place 2 (2): 2 × Cup" },
    });
  });
});

describe("dividing an order", () => {
  it("one that waits comes last, so that the first can be shipped", () => {
    const division = divideOrder(withParts([part(1, 3, { status: "ON_HOLD" }), part(2, 2)]));
    expect(division.shares.map(({ fulfillmentOrderId }) => fulfillmentOrderId)).toEqual([
      gid("FulfillmentOrder", 2),
      gid("FulfillmentOrder", 1),
    ]);
    expect([...division.waits.keys()]).toEqual([gid("FulfillmentOrder", 1)]);
  });
  it("of which the fulfillment orders have more than the order is not guessed at", () => {
    expect(divideOrder(withParts([part(1, 4), part(2, 2)])).unclear).toEqual(["Cup"]);
  });
  it("leaves out cancelled ones, which have another in their place", () => {
    const division = divideOrder(
      withParts([part(1, 3, { status: "CANCELLED" }), part(2, 2), part(3, 3)]),
    );
    expect(division.shares.map(({ locationName }) => locationName)).toEqual(["Place 2", "Place 3"]);
  });
});
