import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as decimal from "#app/money/decimal.ts";
import { ENTRY_KINDS } from "./kinds.ts";
import { rollForward, type MonthSum } from "./roll-forward.ts";

const sum = (month: string, kind: MonthSum["kind"], amount: string): MonthSum => ({
  month,
  kind,
  amount,
  currency: "EUR",
});

describe("the liability month by month", () => {
  it("opens with the month before, and has each kind of entry in its column", () => {
    const rows = rollForward(
      [
        sum("2026-11", "ended", "-5.01"),
        sum("2026-09", "issued", "100"),
        sum("2026-11", "redeemed", "-30.10"),
        sum("2026-11", "refunded", "-50"),
        sum("2026-11", "restored", "10"),
        sum("2026-11", "imported", "25"),
      ],
      "2026-12",
    );
    const none = { issued: "0", redeemed: "0", refunded: "0", adjusted: "0" };
    expect(rows).toEqual([
      { month: "2026-09", opening: "0", ...none, issued: "100", closing: "100" },
      { month: "2026-10", opening: "100", ...none, closing: "100" },
      {
        month: "2026-11",
        opening: "100",
        issued: "0",
        redeemed: "30.1",
        refunded: "50",
        adjusted: "29.99",
        closing: "49.89",
      },
      { month: "2026-12", opening: "49.89", ...none, closing: "49.89" },
    ]);
  });

  it("is empty without entries, and ends with the month asked for", () => {
    expect(rollForward([], "2026-11")).toEqual([]);
    expect(rollForward([sum("2026-12", "issued", "1")], "2026-11")).toEqual([]);
  });

  it("adds up to the cent whatever happened: each closing is what all entries until then come to", () => {
    const month = fc
      .tuple(fc.integer({ min: 2020, max: 2027 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${year}-${String(number).padStart(2, "0")}`);
    const entry = fc.record({
      month,
      kind: fc.constantFrom(...ENTRY_KINDS),
      cents: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    });
    // Integers of cents, apart from the decimals that are tested.
    const text = (cents: bigint): string => {
      const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
      return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), month, (entries, until) => {
        const rows = rollForward(
          entries.map(({ month, kind, cents }) => sum(month, kind, text(cents))),
          until,
        );
        rows.forEach((row, index) => {
          const upTo = entries.filter(({ month }) => month <= row.month);
          const owed = upTo.reduce((total, { cents }) => total + cents, 0n);
          expect(row.closing).toBe(decimal.normalize(text(owed)));
          expect(row.opening).toBe(rows[index - 1]?.closing ?? "0");
          expect(row.closing).toBe(
            decimal.add(
              row.opening,
              row.issued,
              decimal.negate(row.redeemed),
              decimal.negate(row.refunded),
              row.adjusted,
            ),
          );
        });
        const first = entries.map(({ month }) => month).sort()[0];
        expect(rows.length > 0).toBe(first !== undefined && first <= until);
        if (rows.length > 0) expect(rows.at(-1)?.month).toBe(until);
      }),
      { numRuns: 500 },
    );
  });
});
