import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abs, add, compare, multiply, subtract } from "#app/money/decimal.ts";
import { lineAmount } from "../arithmetic.ts";
import { portion } from "../posting/portion.ts";
import type { PricedLine } from "./reprice.ts";
import { requantified, taxesFor } from "./reprice.ts";

const NONE = { quantity: "0", amount: "0", tax: "0" };
const EUR = { currency: "EUR", pricesIncludeTax: true };

function line(over: Partial<PricedLine>): PricedLine {
  const given = { quantity: "3", unitPrice: "10", discount: "0", taxes: [], ...over };
  return { amount: lineAmount(given, "EUR"), ...given };
}

describe("requantified", () => {
  it("keeps price and rates; the discount follows the quantity", () => {
    const mug = line({ discount: "3", taxes: [{ title: "MwSt", rate: "0.19", amount: "4.31" }] });
    expect(requantified(mug, "1", EUR, NONE)).toEqual({
      discount: "1",
      amount: "9",
      tax: "1.44",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "1.44" }],
    });
    expect(requantified(mug, "6", EUR, NONE)).toMatchObject({
      discount: "6",
      amount: "54",
      tax: "8.62",
    });
    expect(
      requantified(
        line({ taxes: [{ title: "VAT", rate: "0.2", amount: "6" }] }),
        "5",
        { ...EUR, pricesIncludeTax: false },
        NONE,
      ),
    ).toMatchObject({ amount: "50", tax: "10" });
  });

  it("several rates share an amount with tax included; a tax without a rate goes by proportion", () => {
    const two = line({
      quantity: "1",
      unitPrice: "115",
      taxes: [
        { title: "GST", rate: "0.05", amount: "5" },
        { title: "PST", rate: "0.1", amount: "10" },
      ],
    });
    expect(requantified(two, "2", EUR, NONE).taxes.map((tax) => tax.amount)).toEqual(["10", "20"]);
    expect(
      taxesFor("5", line({ taxes: [{ title: "Extra", rate: null, amount: "0.9" }] }), EUR),
    ).toEqual([{ title: "Extra", rate: null, amount: "0.15" }]);
  });

  it("a charge its rate does not explain (an exempt buyer) stays as charged", () => {
    expect(
      requantified(line({ taxes: [{ title: "MwSt", rate: "0.19", amount: "0" }] }), "5", EUR, NONE),
    ).toMatchObject({ amount: "50", tax: "0" });
    expect(
      taxesFor(
        "7",
        line({ unitPrice: "0", taxes: [{ title: "MwSt", rate: "0.19", amount: "0" }] }),
        EUR,
      ),
    ).toMatchObject([{ amount: "1.12" }]);
  });

  it("cut down to what is invoiced it comes to what the invoices say", () => {
    const odd = line({
      quantity: "2",
      unitPrice: "1.0025",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "0.32" }],
    });
    const invoiced = { quantity: "1", amount: "1.01", tax: "0.16" };
    expect(requantified(odd, "1", EUR, invoiced)).toEqual({
      discount: "-0.01",
      amount: "1.01",
      tax: "0.16",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "0.16" }],
    });
  });
});

describe("whatever is edited", () => {
  const cents = (most: number) =>
    fc
      .integer({ min: 0, max: most })
      .map((count) => `${Math.floor(count / 100)}.${String(count % 100).padStart(2, "0")}`);
  const count = fc.integer({ min: 1, max: 60 });
  const rate = fc.constantFrom("0", "0.055", "0.07", "0.19", "0.25");
  const world = fc.record({
    first: count,
    then: fc.array(count, { minLength: 1, maxLength: 6 }),
    unitPrice: cents(50_000),
    rate,
    second: rate,
    pricesIncludeTax: fc.boolean(),
    off: fc.integer({ min: 0, max: 100 }),
  });

  it("amount = quantity × price − discount, tax = sum of its taxes, and each tax is its rate's", () => {
    fc.assert(
      fc.property(world, ({ first, then, unitPrice, rate: one, second, pricesIncludeTax, off }) => {
        const basis = { currency: "EUR", pricesIncludeTax };
        const whole = multiply(String(first), unitPrice);
        const start = line({
          quantity: String(first),
          unitPrice,
          discount: lineAmount(
            {
              quantity: whole,
              unitPrice: `0.${String(off).padStart(2, "0")}`.replace("0.100", "1"),
              discount: "0",
            },
            "EUR",
          ),
        });
        let now: PricedLine = {
          ...start,
          taxes: taxesFor(
            start.amount,
            {
              amount: "0",
              taxes: [
                { title: "a", rate: one, amount: "0" },
                { title: "b", rate: second, amount: "0" },
              ],
            },
            basis,
          ),
        };
        for (const quantity of then.map(String)) {
          const money = requantified(now, quantity, basis, NONE);
          expect(money.amount).toBe(
            lineAmount({ quantity, unitPrice, discount: money.discount }, "EUR"),
          );
          expect(money.tax).toBe(add("0", ...money.taxes.map((tax) => tax.amount)));
          expect(compare(money.amount, "0")).toBeGreaterThanOrEqual(0);
          expect(money.taxes).toEqual(
            taxesFor(
              money.amount,
              { amount: "0", taxes: now.taxes.map((tax) => ({ ...tax, amount: "0" })) },
              basis,
            ),
          );
          now = {
            quantity,
            unitPrice,
            discount: money.discount,
            amount: money.amount,
            taxes: money.taxes,
          };
        }
      }),
    );
  });

  it("invoices before and after the edit add up to the line, to the cent", () => {
    fc.assert(
      fc.property(
        count,
        count,
        cents(50_000),
        fc.nat(99),
        rate,
        (invoiced, more, unitPrice, discountPart, one) => {
          const quantity = add(String(invoiced), "7");
          const start = line({
            quantity,
            unitPrice,
            discount: lineAmount(
              {
                quantity: unitPrice,
                unitPrice: `0.${String(discountPart).padStart(2, "0")}`,
                discount: "0",
              },
              "EUR",
            ),
          });
          const taxes = taxesFor(
            start.amount,
            { amount: "0", taxes: [{ title: "a", rate: one, amount: "0" }] },
            EUR,
          );
          const tax = add("0", ...taxes.map((entry) => entry.amount));
          const part = {
            quantity: String(invoiced),
            amount: portion({ amount: start.amount, quantity, currency: "EUR" }, String(invoiced)),
            tax: portion({ amount: tax, quantity, currency: "EUR" }, String(invoiced)),
          };
          const cut = requantified({ ...start, taxes }, String(invoiced), EUR, part);
          expect([cut.amount, cut.tax]).toEqual([part.amount, part.tax]);
          expect(
            compare(
              abs(subtract(add(cut.amount, cut.discount), multiply(String(invoiced), unitPrice))),
              "0.01",
            ),
          ).toBeLessThan(0);
          const raised = requantified({ ...start, taxes }, add(quantity, String(more)), EUR, part);
          expect(raised.amount).toBe(
            lineAmount(
              { quantity: add(quantity, String(more)), unitPrice, discount: raised.discount },
              "EUR",
            ),
          );
        },
      ),
    );
  });
});
