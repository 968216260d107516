import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add } from "#app/money/decimal.ts";
import { taxTotals } from "./tax-totals.ts";

const cents = fc
  .bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
  .map(
    (n) =>
      `${n < 0n ? "-" : ""}${(n < 0n ? -n : n) / 100n}.${String((n < 0n ? -n : n) % 100n).padStart(2, "0")}`,
  );
const tax = fc.record({
  title: fc.constantFrom("VAT", "GST"),
  rate: fc.constantFrom(null, "0.19", "0.07"),
  amount: cents,
});
const line = fc.record({ taxes: fc.array(tax, { maxLength: 4 }) });

describe("taxTotals", () => {
  it("adds by title and rate, first seen first", () => {
    expect(
      taxTotals([
        {
          taxes: [
            { title: "VAT", rate: "0.19", amount: "1.90" },
            { title: "City", rate: null, amount: "0.10" },
          ],
        },
        {
          taxes: [
            { title: "VAT", rate: "0.19", amount: "0.01" },
            { title: "VAT", rate: "0.07", amount: "0.7" },
          ],
        },
      ]),
    ).toEqual([
      { title: "VAT", rate: "0.19", amount: "1.91" },
      { title: "City", rate: null, amount: "0.1" },
      { title: "VAT", rate: "0.07", amount: "0.7" },
    ]);
  });
  it("loses no cent and names each title and rate once", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const totals = taxTotals(lines);
        expect(add("0", ...totals.map((total) => total.amount))).toBe(
          add("0", ...lines.flatMap((one) => one.taxes.map((entry) => entry.amount))),
        );
        expect(new Set(totals.map((total) => `${total.title} ${total.rate}`)).size).toBe(
          totals.length,
        );
      }),
    );
  });
});
