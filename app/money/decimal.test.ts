import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as decimal from "./decimal.ts";

/** Decimals as whole numbers of their smallest part: exact, and nothing of the module under test. */
interface Parts {
  units: bigint;
  places: number;
}
const parts = fc.record({
  units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  places: fc.nat({ max: 12 }),
});

/** Written out by hand: sign, whole part, point, every decimal. */
function written({ units, places }: Parts): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The same without zeros at the end. */
const shortest = ({ units, places }: Parts): string =>
  places > 0 && units % 10n === 0n
    ? shortest({ units: units / 10n, places: places - 1 })
    : written({ units, places });

const at = (places: number, value: Parts): bigint =>
  value.units * 10n ** BigInt(places - value.places);

describe("arithmetic is exact", () => {
  it.each([
    ["0.1", "0.2", "0.3"],
    ["0.07", "0.01", "0.08"],
    ["1.10", "-1.1", "0"],
    ["-0.05", "0.04", "-0.01"],
    ["9007199254740993", "0.000000000001", "9007199254740993.000000000001"],
  ])("%s + %s = %s", (a, b, sum) => {
    expect(decimal.add(a, b)).toBe(sum);
    expect(decimal.subtract(a, decimal.negate(b))).toBe(sum);
  });

  it.each([
    ["1.1", "1.1", "1.21"],
    ["19.99", "3", "59.97"],
    ["-0.5", "0.2", "-0.1"],
    ["0.00", "-7", "0"],
    ["0.1", "0.000000000000000000001", "0.0000000000000000000001"],
  ])("%s × %s = %s", (a, b, product) => {
    expect(decimal.multiply(a, b)).toBe(product);
  });

  it("adds, subtracts, multiplies and compares as whole numbers do", () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const places = Math.max(a.places, b.places);
        const [left, right] = [at(places, a), at(places, b)];
        const [x, y] = [written(a), written(b)];
        expect(decimal.add(x, y)).toBe(shortest({ units: left + right, places }));
        expect(decimal.subtract(x, y)).toBe(shortest({ units: left - right, places }));
        expect(decimal.multiply(x, y)).toBe(
          shortest({ units: a.units * b.units, places: a.places + b.places }),
        );
        expect(decimal.compare(x, y)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(decimal.min(x, y)).toBe(left <= right ? x : y);
        expect(decimal.max(x, y)).toBe(left >= right ? x : y);
        expect(decimal.abs(x)).toBe(
          shortest({ units: a.units < 0n ? -a.units : a.units, places: a.places }),
        );
      }),
    );
  });

  it("adds any number of values, and nothing is zero", () => {
    expect(decimal.add()).toBe("0");
    expect(decimal.add("1.5")).toBe("1.5");
    expect(decimal.add(...Array.from({ length: 10 }, () => "0.1"))).toBe("1");
  });

  it("divides to forty places and refuses zero", () => {
    expect(decimal.divide("1", "8")).toBe("0.125");
    expect(decimal.divide("-10", "4")).toBe("-2.5");
    expect(decimal.divide("1", "3")).toBe(`0.${"3".repeat(40)}`);
    expect(decimal.divide("2", "3")).toBe(`0.${"6".repeat(39)}7`);
    expect(() => decimal.divide("1", "0.00")).toThrow(/division by zero/i);
  });

  it("refuses a JS number that the types did not catch", () => {
    expect(() => decimal.add("1", JSON.parse("0.1") as string)).toThrow(/invalid value/i);
  });
});

describe("one way to write a number", () => {
  it.each([
    ["12.340", "12.34"],
    ["12.00", "12"],
    ["-0", "0"],
    ["-0.000", "0"],
    ["007.5", "7.5"],
    ["100", "100"],
    ["0.0000000000000000000000001", "0.0000000000000000000000001"],
    ["100000000000000000000000000", "100000000000000000000000000"],
  ])("%s is %s", (text, normal) => {
    expect(decimal.normalize(text)).toBe(normal);
    expect(decimal.parseDecimal(text)).toBe(normal);
  });

  it.each([
    "",
    " ",
    "1,5",
    "1.000,00",
    "1 000",
    "1e3",
    "+1",
    ".5",
    "5.",
    "--1",
    "0x10",
    "NaN",
    "١",
  ])("%j is not a decimal", (text) => {
    expect(decimal.parseDecimal(text)).toBeUndefined();
  });

  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(decimal.parseDecimal(written(value))).toBe(shortest(value));
      }),
    );
  });

  it("knows zero and negative numbers however they are written", () => {
    expect(["0", "-0", "0.00", "-0.0"].map(decimal.isZero)).toEqual([true, true, true, true]);
    expect(["0.01", "-0.01"].map(decimal.isZero)).toEqual([false, false]);
    expect(["-0.01", "-0", "0.01"].map(decimal.isNegative)).toEqual([true, false, false]);
  });
});

describe("rounding", () => {
  it.each([
    // value, places, half away from zero, half to even
    ["1.005", 2, "1.01", "1.00"],
    ["1.015", 2, "1.02", "1.02"],
    ["1.0049", 2, "1.00", "1.00"],
    ["1.0051", 2, "1.01", "1.01"],
    ["-1.005", 2, "-1.01", "-1.00"],
    ["-1.015", 2, "-1.02", "-1.02"],
    ["0.5", 0, "1", "0"],
    ["1.5", 0, "2", "2"],
    ["2.5", 0, "3", "2"],
    ["-2.5", 0, "-3", "-2"],
    ["-0.004", 2, "0.00", "0.00"],
    ["-0.4", 0, "0", "0"],
    ["9.995", 2, "10.00", "10.00"],
    ["7", 3, "7.000", "7.000"],
    ["12.3", 2, "12.30", "12.30"],
  ] as const)("%s to %i places: %s, half to even %s", (value, places, up, even) => {
    expect(decimal.round(value, places)).toBe(up);
    expect(decimal.round(value, places, "halfUp")).toBe(up);
    expect(decimal.round(value, places, "halfEven")).toBe(even);
  });

  it("goes to the nearest, and from the middle as it is asked to", () => {
    fc.assert(
      fc.property(parts, fc.nat({ max: 12 }), (value, places) => {
        fc.pre(places <= value.places);
        const step = 10n ** BigInt(value.places - places);
        const size = value.units < 0n ? -value.units : value.units;
        const [below, over] = [size / step, (size % step) * 2n];
        const signed = (units: bigint): string =>
          written({ units: value.units < 0n ? -units : units, places });
        const up = over >= step ? below + 1n : below;
        const even = over > step || (over === step && below % 2n === 1n) ? below + 1n : below;
        expect(decimal.round(written(value), places)).toBe(signed(up));
        expect(decimal.round(written(value), places, "halfEven")).toBe(signed(even));
      }),
    );
  });
});
