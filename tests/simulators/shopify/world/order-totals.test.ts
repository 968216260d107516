import { describe, expect, it } from "vitest";
import { ORDER_KINDS } from "../seed/orders/index.ts";
import type { Bag } from "./arithmetic/bag.ts";
import * as line from "./arithmetic/line-amounts.ts";
import * as totals from "./arithmetic/order-totals.ts";
import * as payments from "./arithmetic/payments.ts";
import { expectAddsUp } from "./adds-up.ts";
import type { OrderRecord } from "./model.ts";
import { testWorld } from "./testing.ts";

const world = testWorld("full");
const order = (kind: string): OrderRecord => world.store().orders.find((one) => one.kind === kind)!;
const text = (bag: Bag) => `${bag.shop.toFixed()} | ${bag.presentment.toFixed()}`;

describe("totals of the seed", () => {
  it.each(ORDER_KINDS.map(({ kind }) => kind))("%s adds up in both currencies", (kind) =>
    expectAddsUp(order(kind)),
  );

  it("an order that asks nothing more has nothing outstanding unless it was left unpaid", () => {
    const open = world
      .store()
      .orders.filter((one) => !payments.totalOutstanding(one).presentment.eq("0"))
      .map(({ kind }) => kind)
      .sort();
    expect(open).toEqual(
      [
        "b2b-net-terms",
        "bank-transfer-pending",
        "edited-line-added",
        "edited-line-removed",
        "edited-quantity-lowered",
        "partially-paid",
        // Goods that came back with no money, or not yet; and goods that go out instead.
        "refund-failed",
        "refund-pending",
        "refund-without-money",
        "return-exchanged",
        "unpaid",
      ].sort(),
    );
  });

  it("a cancelled order with its money back stands at zero", () => {
    expect(text(totals.currentTotal(order("cancelled-paid")))).toBe("0 | 0");
    expect(text(payments.netPayment(order("cancelled-paid")))).toBe("0 | 0");
    expect(text(totals.currentTotal(order("fully-refunded")))).toBe("0 | 0");
  });

  it("states of money", () => {
    const states = Object.fromEntries(
      world.store().orders.map((one) => [one.kind, payments.financialStatus(one)]),
    );
    expect(states).toMatchObject({
      "one-line": "PAID",
      "zero-total": "PAID",
      "authorized-only": "AUTHORIZED",
      "captured-later": "PAID",
      "partially-paid": "PARTIALLY_PAID",
      "bank-transfer-pending": "PENDING",
      "b2b-net-terms": "PENDING",
      unpaid: null,
      "refunded-with-restock": "PARTIALLY_REFUNDED",
      "fully-refunded": "REFUNDED",
      "cancelled-paid": "REFUNDED",
      "cancelled-unpaid": "VOIDED",
      "cancelled-authorized": "VOIDED",
      "edited-line-added": "PARTIALLY_PAID",
      "edited-quantity-lowered": "PAID",
    });
  });

  it("hundred percent off leaves zero in both currencies", () =>
    expect(text(totals.total(order("zero-total")))).toBe("0 | 0"));
  it("cash is rounded to five cents", () => {
    expect(text(totals.total(order("cash-rounding")))).toBe("16.23 | 16.23");
    expect(text(payments.cashRounding(order("cash-rounding")).paymentSet)).toBe("0.02 | 0.02");
  });
  it("dinar keeps three places, yen none", () => {
    expect(totals.total(order("kuwaiti-dinar")).presentment.toFixed()).toBe("75.151");
    expect(
      order("yen")
        .lines.flatMap(({ allocations }) =>
          allocations.map(({ amount }) => amount.presentment.toFixed()),
        )
        .join(),
    ).toMatch(/^\d+(,\d+)*$/);
  });
  it("ten off across 9.99, 12.90 and 12.90 leaves the last unit with the first lines", () => {
    expect(
      order("thirds").lines.map((one) => line.orderLevelDiscounts(one).shop.toFixed()),
    ).toEqual(["2.8", "3.6", "3.6"]);
  });
});
