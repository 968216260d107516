import fc from "fast-check";
import { expect, it } from "vitest";
import type { DraftLine } from "#app/erp/port/documents.ts";
import { add, subtract } from "#app/money/decimal.ts";
import { amountOf, inBasis } from "./price-basis.ts";

const cents = (count: number): string =>
  `${Math.floor(count / 100)}.${String(count % 100).padStart(2, "0")}`;

it("a line in the other basis comes to its amount with or without Shopify's tax, to the cent", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 100, max: 1_000_000 }),
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 1, max: 90 }),
      fc.boolean(),
      (quantity, price, discount, tax, inclusive) => {
        const line: DraftLine = {
          key: "1",
          kind: "item",
          description: "",
          quantity: String(quantity),
          unitPrice: cents(price),
          discount: cents(discount),
          taxes: [{ title: "VAT", rate: "0.19", amount: cents(tax) }],
        };
        const own = amountOf(line, "EUR");
        const other = inBasis(line, { from: inclusive, to: !inclusive, currency: "EUR" });
        const expected = inclusive ? subtract(own, cents(tax)) : add(own, cents(tax));
        fc.pre(!expected.startsWith("-"));
        expect(amountOf(other, "EUR")).toBe(expected);
      },
    ),
  );
});
