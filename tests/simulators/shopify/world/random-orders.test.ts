import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectAddsUp } from "./adds-up.ts";
import { allocate, shareOf } from "./arithmetic/allocate.ts";
import type { TaxRate } from "./arithmetic/taxes.ts";
import type { Bag } from "./arithmetic/bag.ts";
import { Big } from "./arithmetic/big.ts";
import { exponentOf, smallestUnit, writeDecimal } from "./arithmetic/currency.ts";
import { currentQuantity } from "./arithmetic/line-amounts.ts";
import { currentSubtotal, currentTotal, total } from "./arithmetic/order-totals.ts";
import { netPayment, totalOutstanding, totalReceived } from "./arithmetic/payments.ts";
import type { OrderSpec } from "./order-spec.ts";
import { placeOrder } from "./place-order.ts";
import { testWorld } from "./testing.ts";
import { editOrder } from "./acts/edit-order.ts";
import { cancelOrder } from "./acts/close-order.ts";
import { payLater } from "./acts/pay-order.ts";
import { refundOrder } from "./acts/refund-order.ts";

const CURRENCIES = ["EUR", "USD", "JPY", "KWD", "SEK"] as const;
const digits = (currency: string, most: number) =>
  fc
    .integer({ min: 0, max: most })
    .map((units) => new Big(String(units)).times(smallestUnit(currency)).toFixed());
const rates = fc.constantFrom<TaxRate[]>(
  [],
  [{ title: "VAT", rate: "0.19" }],
  [
    { title: "State", rate: "0.04" },
    { title: "City", rate: "0.04875" },
  ],
  [{ title: "Odd", rate: "0.0837" }],
);
const off = (currency: string) =>
  fc.oneof(
    fc.record({ percent: fc.constantFrom("5", "10", "12.5", "33.33", "100") }),
    fc.record({ amount: digits(currency, 4000), code: fc.constantFrom("A", "B") }),
  );

const specs = fc.constantFrom(...CURRENCIES).chain((currency): fc.Arbitrary<OrderSpec> =>
  fc.record({
    currency: fc.constant(currency),
    customer: fc.constant("mara"),
    taxesIncluded: fc.boolean(),
    taxes: rates,
    taxShipping: fc.boolean(),
    lines: fc.array(
      fc.record(
        {
          title: fc.constant("Goods"),
          price: digits(currency, 30_000),
          quantity: fc.integer({ min: 1, max: 9 }),
          kind: fc.constantFrom(
            "goods" as const,
            "goods" as const,
            "goods" as const,
            "tip" as const,
          ),
          taxable: fc.boolean(),
          discount: off(currency),
        },
        { requiredKeys: ["title", "price", "quantity"] },
      ),
      { minLength: 1, maxLength: 6 },
    ),
    shipping: fc.array(
      fc.record(
        { title: fc.constant("Standard"), price: digits(currency, 3000), discount: off(currency) },
        { requiredKeys: ["title", "price"] },
      ),
      { maxLength: 2 },
    ),
    discounts: fc.array(off(currency), { maxLength: 2 }),
    fees: fc.array(
      fc.record({ name: fc.constant("Fee"), amount: digits(currency, 2000), taxes: rates }),
      { maxLength: 1 },
    ),
  }),
);

const shop = () => testWorld("empty").store();
const zero = (bag: Bag) => expect(`${bag.shop.toFixed()} ${bag.presentment.toFixed()}`).toBe("0 0");

describe("random orders", () => {
  const store = shop();
  it("add up in both currencies, are paid whole, and shrink to nothing when refunded line by line", () => {
    fc.assert(
      fc.property(
        specs,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
        (spec, steps) => {
          const order = placeOrder(store, { kind: "random", spec });
          expectAddsUp(order);
          expect(totalOutstanding(order).presentment.toFixed()).toBe("0");
          expect(totalReceived(order)).toEqual(total(order));
          for (const [whichLine, howMany] of steps) {
            const at = whichLine % order.lines.length;
            const left = currentQuantity(order.lines[at]!);
            if (left > 0)
              refundOrder(store, order, {
                lines: [{ line: at, quantity: 1 + (howMany % left), restock: "CANCEL" }],
              });
            expectAddsUp(order);
            expect(totalOutstanding(order).presentment.toFixed()).toBe("0");
          }
          order.lines.forEach((line, at) => {
            if (currentQuantity(line) > 0)
              refundOrder(store, order, { lines: [{ line: at, quantity: currentQuantity(line) }] });
          });
          zero(currentSubtotal(order));
          refundOrder(store, order, { shipping: "all" });
          expectAddsUp(order);
          expect(netPayment(order)).toEqual(currentTotal(order));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("edits lower current amounts, leave the others, and what is left open is what payment and total differ by", () => {
    fc.assert(
      fc.property(
        specs,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }),
        (spec, edits) => {
          const order = placeOrder(store, { kind: "random", spec });
          const before = total(order);
          for (const [whichLine, to] of edits) {
            const at = whichLine % order.lines.length;
            const left = currentQuantity(order.lines[at]!);
            if (left > 0)
              editOrder(store, order, { setQuantity: [{ line: at, quantity: to % left }] });
          }
          expectAddsUp(order);
          expect(total(order)).toEqual(before);
          expect(order.refundRecords.every(({ payments }) => payments.length === 0)).toBe(true);
          expect(totalOutstanding(order).presentment).toEqual(
            currentTotal(order).presentment.minus(netPayment(order).presentment),
          );
          expect(
            order.fulfillmentOrderRecords
              .flatMap(({ lines }) => lines)
              .reduce((sum, { totalQuantity }) => sum + totalQuantity, 0),
          ).toBe(
            order.lines
              .filter(({ requiresShipping }) => requiresShipping)
              .reduce((sum, line) => sum + currentQuantity(line), 0),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it("an added line is owed until it is paid; a cancelled order gives everything back", () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const order = placeOrder(store, { kind: "random", spec });
        editOrder(store, order, { add: [{ title: "More", price: "7", quantity: 3 }] });
        expectAddsUp(order);
        if (totalOutstanding(order).presentment.gt("0")) payLater(store, order, {});
        expect(totalOutstanding(order).presentment.toFixed()).toBe("0");
        cancelOrder(store, order, {});
        expectAddsUp(order);
        expect(netPayment(order).presentment.toFixed()).toBe("0");
        expect(currentTotal(order).presentment.toFixed()).toBe("0");
      }),
      { numRuns: 100 },
    );
  });
});

describe("arithmetic", () => {
  it("splits to the smallest unit, exactly, never more than a weight when the whole is not more", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCIES),
        fc.array(fc.nat(5000), { minLength: 1, maxLength: 12 }),
        fc.nat(20_000),
        (currency, units, wanted) => {
          const unit = smallestUnit(currency);
          const weights = units.map((count) => unit.times(String(count)));
          const whole = weights.reduce((a, b) => a.plus(b), new Big("0"));
          const amount = [unit.times(String(wanted)), whole].sort((a, b) => a.cmp(b))[0]!;
          const parts = allocate(currency, amount, weights);
          expect(parts.reduce((a, b) => a.plus(b), new Big("0")).toFixed()).toBe(amount.toFixed());
          parts.forEach((part, at) => {
            expect(part.lte(weights[at]!)).toBe(true);
            expect(part.round(exponentOf(currency)).eq(part)).toBe(true);
          });
        },
      ),
    );
  });
  it("shares of all units add up to the whole", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCIES),
        fc.nat(99_999),
        fc.integer({ min: 1, max: 40 }),
        (currency, count, quantity) => {
          const amount = smallestUnit(currency).times(String(count));
          const shares = Array.from({ length: quantity }, (_, at) =>
            shareOf(currency, amount, at + 1, quantity).minus(
              shareOf(currency, amount, at, quantity),
            ),
          );
          expect(shares.reduce((a, b) => a.plus(b), new Big("0")).toFixed()).toBe(amount.toFixed());
        },
      ),
    );
  });
  it("writes decimals and refuses what it cannot know", () => {
    expect(
      ["200.00", "13.50", "12.77", "1200", "1.234", "0"].map((value) =>
        writeDecimal(new Big(value)),
      ),
    ).toEqual(["200.0", "13.5", "12.77", "1200.0", "1.234", "0.0"]);
    expect(() => exponentOf("XXX")).toThrow(/no currency XXX/);
    expect(() => new Big(1.1 as unknown as string)).toThrow();
  });
});
