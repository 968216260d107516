import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "./allocate.ts";

/** Amounts of whole smallest units, written with `places` decimals. */
function written(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
}

/** Whole smallest units of an amount; fails for anything finer. */
function unitsOf(amount: string, places: number): bigint {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  expect(fraction.length, `${amount} has more than ${places} decimals`).toBeLessThanOrEqual(places);
  return BigInt(`${sign}${whole}${fraction.padEnd(places, "0")}`);
}

/** What largest remainders give, in whole numbers. */
function expected(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const size = total < 0n ? -total : total;
  const shares = weights.map((weight) => (size * weight) / sum);
  const left = size - shares.reduce((all, share) => all + share, 0n);
  const first = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % sum }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
    .slice(0, Number(left));
  for (const { index } of first) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map((share) => (total < 0n ? -share : share));
}

const PLACES = [0, 2, 3] as const;
const split = fc
  .record({
    total: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    places: fc.constantFrom(...PLACES),
    weights: fc.array(
      fc.oneof(
        fc.constant(0n),
        fc.bigInt({ min: 1n, max: 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
      ),
      { minLength: 1, maxLength: 12 },
    ),
    /** Decimals of the weights: prices, quantities. */
    weightPlaces: fc.nat({ max: 4 }),
  })
  .filter(({ weights }) => weights.some((weight) => weight > 0n));

type Split = typeof split extends fc.Arbitrary<infer T> ? T : never;
const partsOf = ({ total, places, weights, weightPlaces }: Split): bigint[] =>
  allocate(
    written(total, places),
    weights.map((weight) => written(weight, weightPlaces)),
    places,
  ).map((part) => unitsOf(part, places));

describe("by hand", () => {
  it.each([
    // total, weights, places, parts
    ["10.00", ["1", "1", "1"], 2, ["3.34", "3.33", "3.33"]],
    ["0.05", ["1", "1"], 2, ["0.03", "0.02"]],
    ["100", ["3", "3", "1"], 0, ["43", "43", "14"]],
    ["100.00", ["19.95", "0.00", "80.05"], 2, ["19.95", "0", "80.05"]],
    ["-10.00", ["1", "1", "1"], 2, ["-3.34", "-3.33", "-3.33"]],
    ["0.01", ["1", "5", "3"], 2, ["0", "0.01", "0"]],
    ["1.000", ["1", "2", "4"], 3, ["0.143", "0.286", "0.571"]],
    ["7", ["5"], 2, ["7"]],
    ["0", ["1", "2"], 2, ["0", "0"]],
    ["0.00", ["0", "0"], 2, ["0", "0"]],
    ["0", [], 2, []],
  ] as const)("%s over %j to %i places", (total, weights, places, parts) => {
    expect(allocate(total, weights, places)).toEqual(parts);
  });

  it("keeps with one part what is finer than the smallest unit, so that nothing is lost", () => {
    expect(allocate("0.105", ["1", "1"], 2)).toEqual(["0.055", "0.05"]);
  });

  it("refuses an amount that nothing can take", () => {
    expect(() => allocate("0.01", ["0", "0.00"], 2)).toThrow(/all zero/);
    expect(() => allocate("1", [], 2)).toThrow(/all zero/);
  });
});

describe("of any amount over any weights", () => {
  it("the parts are those of the largest remainders, worked out in whole numbers", () => {
    fc.assert(
      fc.property(split, (one) => {
        expect(partsOf(one)).toEqual(expected(one.total, one.weights));
      }),
    );
  });

  it("the parts add up to the whole", () => {
    fc.assert(
      fc.property(split, (one) => {
        expect(partsOf(one).reduce((sum, part) => sum + part, 0n)).toBe(one.total);
      }),
    );
  });

  it("each part is less than one smallest unit from its exact share; without weight it is zero", () => {
    fc.assert(
      fc.property(split, (one) => {
        const sum = one.weights.reduce((all, weight) => all + weight, 0n);
        for (const [index, part] of partsOf(one).entries()) {
          const weight = one.weights[index] ?? 0n;
          // |part − total × weight ÷ sum| < 1, without dividing.
          const off = part * sum - one.total * weight;
          expect(off < 0n ? -off : off).toBeLessThan(sum);
          if (weight === 0n) expect(part).toBe(0n);
        }
      }),
    );
  });

  it("a heavier weight never gets less", () => {
    fc.assert(
      fc.property(split, (one) => {
        const parts = partsOf(one).map((part) => (part < 0n ? -part : part));
        for (const [i, heavy] of one.weights.entries())
          for (const [j, light] of one.weights.entries())
            if (heavy > light) expect(parts[i] ?? 0n).toBeGreaterThanOrEqual(parts[j] ?? 0n);
      }),
    );
  });

  it("the opposite amount gives the opposite parts", () => {
    fc.assert(
      fc.property(split, (one) => {
        expect(partsOf({ ...one, total: -one.total })).toEqual(partsOf(one).map((part) => -part));
      }),
    );
  });

  it("the order of the weights decides only between equal remainders", () => {
    fc.assert(
      fc.property(split, (one) => {
        const sum = one.weights.reduce((all, weight) => all + weight, 0n);
        const size = one.total < 0n ? -one.total : one.total;
        const remainders = one.weights.map((weight) => (size * weight) % sum);
        fc.pre(new Set(remainders).size === remainders.length);
        expect(partsOf({ ...one, weights: one.weights.toReversed() })).toEqual(
          partsOf(one).toReversed(),
        );
      }),
    );
  });
});
