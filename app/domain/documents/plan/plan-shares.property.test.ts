import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gid } from "#tests/fixtures/orders.ts";
import type { OrderFulfillmentOrder } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import { shipsFromPlace } from "./divide-order.ts";
import { effectiveOrder } from "./effective-order.ts";
import { planDocument } from "./plan-document.ts";
import { planShares } from "./plan-shares.ts";
import type { DocumentPlan } from "./plan.ts";
import { amountOf } from "./proof.ts";
import { build, rawOrder } from "./random-order.fixture.ts";

const part = (id: number, lines: OrderFulfillmentOrder["lines"]): OrderFulfillmentOrder => ({
  id: gid("FulfillmentOrder", id),
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: gid("Location", id),
  locationName: `Place ${id}`,
  deliveryMethod: "SHIPPING",
  supportedActions: ["CREATE_FULFILLMENT"],
  holds: [],
  lines,
});

/** The same order with its goods spread over fulfillment orders; `spread` says where each unit goes, and -1 to none. */
function divided(raw: Parameters<typeof build>[0], spread: readonly number[], count: number) {
  const { input, side } = build(raw);
  let unit = 0;
  const goods = effectiveOrder(input.snapshot).lines.filter(shipsFromPlace);
  const units = goods.map(({ line, quantity }) => {
    const places = Array.from({ length: count }, () => 0);
    for (let each = 0; each < quantity; each += 1) {
      const place = spread[unit % spread.length] ?? 0;
      unit += 1;
      if (place >= 0) places[place % count] = (places[place % count] ?? 0) + 1;
    }
    return { lineId: line.id, places };
  });
  const fulfillmentOrders = Array.from({ length: count }, (_, index) =>
    part(
      index + 1,
      units.flatMap(({ lineId, places }, at) => {
        const total = places[index] ?? 0;
        return total === 0
          ? []
          : [{ id: gid("FulfillmentOrderLineItem", at + 1), lineId, total, remaining: total }];
      }),
    ),
  );
  const { snapshot } = input;
  return {
    side,
    input: {
      ...input,
      settings: { ...input.settings, documents: "perFulfillmentOrder" as const },
      snapshot: { ...snapshot, state: { ...snapshot.state, fulfillmentOrders } },
    },
  };
}

const sums = (plans: readonly DocumentPlan[]) => {
  const lines = plans.flatMap(({ document }) => document?.lines ?? []);
  return {
    amount: decimal.add("0", ...lines.map(amountOf)),
    tax: decimal.add("0", ...lines.flatMap(({ taxes }) => taxes.map((tax) => tax.amount))),
    gross: decimal.add("0", ...plans.map(({ document }) => document?.expected.gross ?? "0")),
    net: decimal.add("0", ...plans.map(({ document }) => document?.expected.net ?? "0")),
    off: decimal.add(
      "0",
      ...plans.map(({ offDocument }) => offDocument?.presentment.amount ?? "0"),
    ),
  };
};
const unitsOf = (plans: readonly DocumentPlan[]): Map<string, string> => {
  const units = new Map<string, string>();
  for (const { shopifyLineId, kind, quantity } of plans.flatMap(
    ({ document }) => document?.lines ?? [],
  ))
    if (shopifyLineId !== undefined && kind !== "duty")
      units.set(shopifyLineId, decimal.add(units.get(shopifyLineId) ?? "0", quantity));
  return units;
};

describe("planShares, for any order over any fulfillment orders", { timeout: 120_000 }, () => {
  it("DOC-7: the documents come to what one document would, to the cent, each proved by itself", () => {
    fc.assert(
      fc.property(
        rawOrder,
        fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (raw, spread, count) => {
          const { input } = divided(raw, spread, count);
          const whole = planDocument(input);
          if (whole.document === null) return;
          const { plan, others } = planShares(input, null);
          const plans = [plan, ...others.map((one) => one.plan)];
          expect(plans.flatMap(({ problems }) => problems)).toEqual([]);
          for (const { proof } of plans) expect(proof.proved).toBe(true);
          expect(sums(plans)).toEqual(sums([whole]));
          expect(unitsOf(plans)).toEqual(unitsOf([whole]));
          // Nothing but goods that ship stands on another document than the first.
          for (const { plan: other } of others)
            for (const { kind } of other.document?.lines ?? []) expect(kind).toMatch(/item/);
          const numbers = others.map((one) => one.share.fulfillmentOrderId);
          expect(new Set(numbers).size).toBe(numbers.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
