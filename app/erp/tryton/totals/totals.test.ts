import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abs, add, compare, isZero, multiply, normalize, subtract } from "#app/money/decimal.ts";
import { roundToCurrency } from "./currency-rounding.ts";
import { fitToTotal, netPrice, usualTolerance } from "./fit.ts";
import type { TaxCalculation, TaxedLine } from "./predict.ts";
import { lineAmount, predictTotals } from "./predict.ts";

const EURO: TaxCalculation = { step: "0.01", taxRounding: "document" };
const vat = (rate: string, id = 1) => [{ id, rate }];
const scaled = (count: bigint, places: number): string => {
  const digits = (count < 0n ? -count : count).toString().padStart(places + 1, "0");
  return normalize(
    `${count < 0n ? "-" : ""}${places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`}`,
  );
};

/** The same sums with whole numbers only: ten-thousandths of a cent's cent, no decimal library. */
function withWholeNumbers(
  lines: readonly { quantity: number; price: number; rates: { id: number; perMille: number }[] }[],
  perLine: boolean,
): { net: bigint; tax: bigint } {
  const halfEven = (value: bigint, unit: bigint): bigint => {
    const whole = value / unit - (value % unit < 0n ? 1n : 0n);
    const rest = value - whole * unit;
    if (rest * 2n !== unit) return rest * 2n > unit ? whole + 1n : whole;
    return whole % 2n === 0n ? whole : whole + 1n;
  };
  let net = 0n;
  const taxes = new Map<string, bigint>();
  for (const { quantity, price, rates } of lines) {
    const product = BigInt(quantity) * BigInt(price); // 1/10,000 of the currency
    const cents = halfEven(product, 100n);
    net += cents;
    for (const { id, perMille } of rates) {
      const key = `${id}${cents >= 0n}`;
      taxes.set(key, (taxes.get(key) ?? 0n) + product * BigInt(perMille)); // 1/10,000,000
    }
    if (perLine)
      taxes.forEach((value, key) => void taxes.set(key, halfEven(value, 100_000n) * 100_000n));
  }
  return {
    net,
    tax: [...taxes.values()].reduce((sum, value) => sum + halfEven(value, 100_000n), 0n),
  };
}

const anyLine = fc.record({
  quantity: fc.integer({ min: -50, max: 300 }),
  price: fc.integer({ min: -2_000_000, max: 2_000_000 }),
  rates: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 3 }),
      perMille: fc.constantFrom(0, 7, 70, 190, 250),
    }),
    { maxLength: 2, selector: ({ id }) => id },
  ),
});

describe("rounding", () => {
  it("takes a half to the even step, whatever the step", () => {
    expect(
      ["25.185", "25.195", "-0.005", "-0.015", "0.0049"].map((amount) =>
        roundToCurrency(amount, "0.01"),
      ),
    ).toEqual(["25.18", "25.2", "0", "-0.02", "0"]);
    expect(["0.025", "0.074", "0.075"].map((amount) => roundToCurrency(amount, "0.05"))).toEqual([
      "0",
      "0.05",
      "0.1",
    ]);
    expect([
      roundToCurrency("2.5", "1"),
      roundToCurrency("3.5", "1"),
      roundToCurrency("1.0005", "0.001"),
    ]).toEqual(["2", "4", "1"]);
  });

  it("a line is quantity × price, half to even: 3 × 8.395 is 25.18", () => {
    expect(lineAmount({ quantity: "3", unitPrice: "8.395" }, EURO)).toBe("25.18");
  });
});

describe("prediction", () => {
  it("taxes the unrounded product and rounds once per document", () => {
    const lines: TaxedLine[] = [
      { quantity: "3", unitPrice: "8.395", taxes: vat("0.19") },
      { quantity: "1", unitPrice: "5", taxes: vat("0.19") },
    ];
    expect(predictTotals(lines, EURO)).toEqual({ net: "30.18", tax: "5.74", gross: "35.92" });
  });

  it("rounds after each line where the company says so", () => {
    const lines: TaxedLine[] = Array.from({ length: 3 }, () => ({
      quantity: "1",
      unitPrice: "0.13",
      taxes: vat("0.19"),
    }));
    expect(predictTotals(lines, EURO).tax).toBe("0.07");
    expect(predictTotals(lines, { ...EURO, taxRounding: "line" }).tax).toBe("0.06");
  });

  it("agrees with sums of whole numbers, for any lines and both ways to round", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), fc.boolean(), (values, perLine) => {
        const lines = values.map(({ quantity, price, rates }): TaxedLine => ({
          quantity: String(quantity),
          unitPrice: scaled(BigInt(price), 4),
          taxes: rates.map(({ id, perMille }) => ({ id, rate: scaled(BigInt(perMille), 3) })),
        }));
        const { net, tax } = withWholeNumbers(values, perLine);
        const totals = predictTotals(lines, {
          step: "0.01",
          taxRounding: perLine ? "line" : "document",
        });
        expect([totals.net, totals.tax]).toEqual([scaled(net, 2), scaled(tax, 2)]);
        expect(totals.gross).toBe(add(totals.net, totals.tax));
      }),
      { numRuns: 500 },
    );
  });
});

describe("prices", () => {
  it("keeps a price that has no discount, and takes a discount in at four decimals", () => {
    expect(netPrice({ quantity: "7", unitPrice: "3.33", discount: "0" })).toBe("3.33");
    expect(netPrice({ quantity: "3", unitPrice: "3.34", discount: "0.02" })).toBe("3.3333");
    expect(netPrice({ quantity: "2", unitPrice: "19.99", discount: "39.98" })).toBe("0");
  });

  it("hits every net amount in cents for up to 99 pieces", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.bigInt({ min: 0n, max: 10_000_000n }),
        fc.bigInt({ min: 0n, max: 10_000n }),
        (quantity, net, discount) => {
          const amount = scaled(net, 2);
          const count = String(quantity);
          // quantity × price − discount = net, with a price in cents and whatever is over as the discount.
          const price = scaled((net + discount) / BigInt(quantity) + 1n, 2);
          const line = {
            quantity: count,
            unitPrice: price,
            discount: subtract(multiply(count, price), amount),
          };
          expect(lineAmount({ quantity: count, unitPrice: netPrice(line) }, EURO)).toBe(amount);
        },
      ),
    );
  });

  it("comes to the expected gross, or leaves more than the tolerance open", () => {
    const planned = fc.record({
      quantity: fc.integer({ min: 1, max: 400 }),
      price: fc.integer({ min: 0, max: 50_000 }),
      part: fc.integer({ min: 0, max: 100 }),
      perMille: fc.constantFrom(0, 70, 190),
    });
    fc.assert(
      fc.property(
        fc.array(planned, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -4, max: 4 }),
        (values, off) => {
          const lines = values.map(({ quantity, price, part, perMille }) => {
            const whole = BigInt(quantity) * BigInt(price);
            return {
              quantity: String(quantity),
              unitPrice: scaled(BigInt(price), 2),
              discount: scaled((whole * BigInt(part)) / 100n, 2),
              taxes: perMille === 0 ? [] : vat(scaled(BigInt(perMille), 3), perMille),
            };
          });
          const perfect = lines.map((line) =>
            subtract(multiply(line.quantity, line.unitPrice), line.discount),
          );
          const tax = add(
            "0",
            ...lines.map((line, index) =>
              roundToCurrency(multiply(perfect[index] ?? "0", line.taxes[0]?.rate ?? "0"), "0.01"),
            ),
          );
          const expected = add(...perfect, tax, scaled(BigInt(off), 2));
          const tolerance = usualTolerance(lines.length, EURO);
          const { prices, rounding, predicted } = fitToTotal(lines, expected, EURO, tolerance);
          const booked: TaxedLine[] = [
            ...lines.map(({ quantity, taxes }, index) => ({
              quantity,
              taxes,
              unitPrice: prices[index] ?? "",
            })),
            ...(rounding === null ? [] : [{ quantity: "1", unitPrice: rounding, taxes: [] }]),
          ];
          expect(predictTotals(booked, EURO)).toEqual(predicted);
          if (rounding !== null) {
            expect(predicted.gross).toBe(expected);
            expect(isZero(rounding)).toBe(false);
            expect(compare(abs(rounding), tolerance)).toBeLessThanOrEqual(0);
          } else if (predicted.gross !== expected)
            expect(compare(abs(subtract(expected, predicted.gross)), tolerance)).toBe(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
