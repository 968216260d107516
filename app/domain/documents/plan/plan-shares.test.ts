import { describe, expect, it } from "vitest";
import {
  bag,
  capabilities,
  gid,
  line,
  order,
  planInput,
  settings,
  shippingLine,
  tax,
} from "#tests/fixtures/orders.ts";
import type { OrderFulfillmentOrder } from "#app/domain/orders/snapshot/snapshot.ts";
import { planShares } from "./plan-shares.ts";

const CUP = gid("LineItem", 1);
const part = (id: number, total: number, over: Partial<OrderFulfillmentOrder> = {}) => ({
  id: gid("FulfillmentOrder", id),
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: gid("Location", id),
  locationName: `Place ${id}`,
  deliveryMethod: "SHIPPING",
  supportedActions: [],
  holds: [],
  lines: [{ id: gid("FulfillmentOrderLineItem", id), lineId: CUP, total, remaining: total }],
  ...over,
});
/** Three cups at 10.00 less 1.00, with 19 % VAT and shipping; two go from one place and one from another. */
const snapshot = (parts = [part(1, 2), part(2, 1)]) =>
  order({
    content: {
      name: "#1001",
      taxesIncluded: true,
      lines: [line({ id: CUP, quantity: 3, discount: bag("1.00"), taxes: [tax(bag("4.63"))] })],
      shippingLines: [shippingLine({ originalPrice: bag("5.00") })],
    },
    state: { fulfillmentOrders: parts },
  });
const card = settings({ documents: "perFulfillmentOrder", useShopifyOrderNumber: true });

describe("an order divided by its fulfillment orders", () => {
  it("has its name on the first document, and the fulfillment order's id on the others", () => {
    const { plan, others } = planShares(planInput(snapshot(), { settings: card }), null);
    expect(plan.document?.number).toBe("#1001");
    expect(others.map((one) => one.plan.document?.number)).toEqual(["#1001-2"]);
  });

  it("divides discount and tax by quantity, and has the shipping costs on the first", () => {
    const { plan, others } = planShares(planInput(snapshot(), { settings: card }), null);
    const told = (of: typeof plan) =>
      of.document?.lines.map(({ kind, quantity, unitPrice, discount, taxes }) => [
        kind,
        quantity,
        unitPrice,
        discount,
        taxes.map(({ amount }) => amount).join(),
      ]);
    expect(told(plan)).toEqual([
      ["item", "2", "10", "0.67", "3.09"],
      ["shipping", "1", "5", "0", ""],
    ]);
    expect(others.map((one) => told(one.plan))).toEqual([[["item", "1", "10", "0.33", "1.54"]]]);
  });

  it("is not made by halves: what keeps one document keeps all, unless it only waits", () => {
    const input = planInput(snapshot(), {
      settings: card,
      capabilities: { ...capabilities, locationMandatory: true },
    });
    const { plan } = planShares(input, null);
    expect(plan.document).toBeNull();
    expect(plan.problems.map(({ cause }) => cause.replace(/.*\//, ""))).toEqual(["1", "2"]);
    const held = snapshot([part(1, 2), part(2, 1, { status: "ON_HOLD" })]);
    const waits = planShares({ ...planInput(held, { settings: card }) }, null);
    expect(waits.plan.problems).toEqual([]);
    expect(waits.others.map((one) => one.waits?.kind)).toEqual(["fulfillment-order-waits"]);
  });

  it("that has a document stays as it is, whatever the card says now", () => {
    const whole = planShares(planInput(snapshot(), { settings: card }), "whole");
    expect(whole.plan.share).toBeUndefined();
    const { plan } = planShares(planInput(snapshot(), { settings: card }), null);
    const shares = plan.share?.shares ?? [];
    const again = planShares(
      planInput(snapshot([part(1, 3)]), { settings: settings({ documents: "perOrder" }) }),
      { shares },
    );
    expect(again.plan.share?.shares).toEqual(shares);
    expect(again.others).toHaveLength(1);
  });
});
