import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "#app/money/decimal.ts";
import { chargeParts, lineAmount, totalsOf } from "./arithmetic.ts";
import { portion } from "./posting/portion.ts";

const count = (most: number) => fc.integer({ min: 0, max: most }).map(String);

describe("ledger arithmetic", () => {
  it("rounds a line half up to the currency's decimals", () => {
    expect(lineAmount({ quantity: "1", unitPrice: "2.345", discount: "0" }, "EUR")).toBe("2.35");
    expect(lineAmount({ quantity: "0.5", unitPrice: "333", discount: "0" }, "JPY")).toBe("167");
    expect(lineAmount({ quantity: "3", unitPrice: "1.3335", discount: "0.001" }, "KWD")).toBe("4");
  });

  it("gross = net + tax in both price bases", () => {
    const lines = [
      { amount: "11.9", tax: "1.9" },
      { amount: "0.01", tax: "0" },
    ];
    expect(totalsOf(lines, true)).toEqual({ net: "10.01", tax: "1.9", gross: "11.91" });
    expect(totalsOf(lines, false)).toEqual({ net: "11.91", tax: "1.9", gross: "13.81" });
    expect(totalsOf([], true)).toEqual({ net: "0", tax: "0", gross: "0" });
  });

  it("charge parts add up to the charge, and equal ones differ by one unit at most", () => {
    expect(chargeParts("10", ["1", "1", "1"], "EUR")).toEqual(["3.34", "3.33", "3.33"]);
    expect(chargeParts("10", ["1", "1", "1"], "JPY")).toEqual(["4", "3", "3"]);
    fc.assert(
      fc.property(
        count(100_000),
        fc
          .array(count(1_000), { minLength: 1, maxLength: 60 })
          .filter((weights) => weights.some((weight) => weight !== "0")),
        (amount, weights) => add("0", ...chargeParts(amount, weights, "EUR")) === amount,
      ),
    );
  });

  it("portions of an amount over its quantity add up to it", () => {
    fc.assert(
      fc.property(
        count(100_000),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        (amount, parts) => {
          const whole = String(parts.reduce((sum, part) => sum + part, 0));
          let before = "0";
          const shares = parts.map((part) => {
            const share = portion(
              { amount, quantity: whole, currency: "EUR" },
              String(part),
              before,
            );
            before = add(before, String(part));
            return share;
          });
          expect(add("0", ...shares)).toBe(amount);
        },
      ),
    );
  });
});
