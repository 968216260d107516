import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, normalize } from "#app/money/decimal.ts";
import { day, decimal, float, floatText, instant, plain } from "./codec.ts";

const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const decimalText = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([minus, value, places]) => {
    const digits = value.toString().padStart(places + 1, "0");
    return normalize(
      `${minus ? "-" : ""}${places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`}`,
    );
  });
const dayText = fc
  .date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));
const instantText = fc
  .tuple(
    dayText,
    fc.integer({ min: 0, max: 86_399_999_999 }).map((micro) => {
      const part = (value: number, width = 2): string => String(value).padStart(width, "0");
      const seconds = Math.floor(micro / 1e6);
      return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}.${part(micro % 1e6, 6)}`;
    }),
  )
  .map(([date, time]) => `${date}T${time}Z`);

describe("values on the wire", () => {
  it("decimals, days and times come back as they went", () => {
    fc.assert(
      fc.property(decimalText, dayText, instantText, (number, date, time) => {
        expect(plain(wired({ number: decimal(number), list: [day(date), instant(time)] }))).toEqual(
          { number, list: [date, time] },
        );
      }),
    );
  });

  it("any JSON without tags is left as it is", () => {
    const untagged = fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !JSON.stringify(value).includes("__class__"));
    fc.assert(
      fc.property(untagged, (value) => {
        const sent = wired(value);
        expect(plain(sent)).toEqual(sent);
      }),
    );
  });

  it("a member called __proto__ stays a member and makes nobody's prototype", () => {
    const read = plain(JSON.parse('{"__proto__":{"admin":true},"constructor":1}')) as Record<
      string,
      unknown
    >;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(read.admin).toBeUndefined();
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it.each([
    ["1E+2", "100"],
    ["1E-8", "0.00000001"],
    ["-0", "0"],
    ["0E-4", "0"],
    ["12.3400", "12.34"],
    ["-1.25E+1", "-12.5"],
    ["1.5e3", "1500"],
    ["0.00", "0"],
  ])("reads Python's %s as %s", (text, value) => {
    expect(plain({ __class__: "Decimal", decimal: text })).toBe(value);
  });

  it.each([
    [{ __class__: "Decimal", decimal: "NaN" }],
    [{ __class__: "Decimal", decimal: "Infinity" }],
    [{ __class__: "Decimal", decimal: 12 }],
    [{ __class__: "Decimal" }],
    [{ __class__: "Decimal", decimal: "1E+999" }],
    [{ __class__: "Decimal", decimal: "1,5" }],
    [{ __class__: "date", year: 2026, month: 2, day: 30 }],
    [{ __class__: "date", year: 2026, month: "2", day: 3 }],
    [{ __class__: "date" }],
    [{ __class__: "date", year: 26.5, month: 1, day: 1 }],
    [
      {
        __class__: "datetime",
        year: 2026,
        month: 1,
        day: 1,
        hour: 24,
        minute: 0,
        second: 0,
        microsecond: 0,
      },
    ],
    [{ __class__: "datetime", year: 2026, month: 1, day: 1 }],
    [{ __class__: "timedelta" }],
    [{ __class__: "bytes", base64: "<html>" }],
    [{ __class__: "Secret", value: 1 }],
    [{ __class__: null }],
    [{ __class__: { __class__: "date" } }],
    [[[{ deep: { __class__: "module" } }]]],
  ])("refuses %j", (value) => {
    expect(() => plain(value)).toThrow(RangeError);
  });

  it("refuses what is nested without end", () => {
    expect(() => plain(JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`))).toThrow(
      "nested too deeply",
    );
  });

  it("hostile answers end in a value or in RangeError, never in another error", () => {
    const tagged = fc.record(
      {
        __class__: fc.oneof(
          fc.constantFrom("Decimal", "date", "datetime", "time", "timedelta", "bytes", "x"),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: ["__class__"] },
    );
    const parts = fc.dictionary(
      fc.constantFrom(
        "decimal",
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "microsecond",
        "seconds",
        "base64",
      ),
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.integer(), fc.string()),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tagged, parts).map(([tag, rest]) => ({ ...rest, ...tag }))),
        (value) => {
          try {
            plain(wired(value));
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "26-01-01",
    "2026-1-1",
    "",
    "2026-01-01T00:00:00Z",
    "2026-00-10",
  ])("a day %j is refused before it is sent", (text) => {
    expect(() => day(text)).toThrow(RangeError);
  });

  it.each([
    "2026-01-01",
    "2026-01-01T25:00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01T00:00:00.1234567Z",
  ])("a time %j is refused before it is sent", (text) => {
    expect(() => instant(text)).toThrow(RangeError);
  });
});

describe("quantities", () => {
  it("go as numbers only when they come back the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: 0, max: 4 }),
        (units, places) => {
          const text = normalize((units / 10 ** places).toFixed(places));
          expect(floatText(float(text))).toBe(text);
        },
      ),
    );
    expect(() => float("0.12345678901234567890")).toThrow(RangeError);
    expect(() => float("9007199254740993")).toThrow(RangeError);
    expect(() => float("x")).toThrow(RangeError);
  });
  it("read any number without exponent", () => {
    fc.assert(
      fc.property(
        fc
          .double({ noNaN: true, min: -1e20, max: 1e20 })
          .filter((value) => value === 0 || Math.abs(value) > 1e-50),
        (value) => {
          const text = floatText(value);
          expect(text).toMatch(/^-?\d+(\.\d+)?$/);
          expect(Number(text) === value || compare(text, "0") === 0).toBe(true);
        },
      ),
    );
    expect(() => floatText(Number.NaN)).toThrow(RangeError);
  });
});
