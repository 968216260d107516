import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBERS_AND_DAYS } from "#app/i18n/languages.ts";
import { normalize } from "./decimal.ts";
import { decimalToType, readTypedDecimal, type DecimalSign } from "./typed-decimal.ts";

const value = (text: string, sign: DecimalSign): string => {
  const typed = readTypedDecimal(text, sign);
  return typed.ok ? typed.value : typed.why;
};

describe("what a person types", () => {
  it.each([
    ["19,99", ",", "19.99"],
    ["19.99", ",", "19.99"],
    ["19,99", ".", "19.99"],
    ["-0,5", ",", "-0.5"],
    ["−12,50", ",", "-12.5"],
    ["1.234,5", ",", "1234.5"],
    ["1,234.5", ".", "1234.5"],
    ["1.234.567", ",", "1234567"],
    ["1 234,56", ",", "1234.56"],
    ["1\u202f234,56", ",", "1234.56"],
    ["1’234.50", ",", "1234.5"],
    ["1,234", ",", "1.234"],
    ["1.234", ".", "1.234"],
    ["0.123", ",", "0.123"],
    ["1234.567", ",", "1234.567"],
    ["1.2345", ",", "1.2345"],
    ["١٢٣٤٫٥٠", ".", "1234.5"],
    ["١٬٢٣٤٫٥", ".", "1234.5"],
    ["\u200f-۱۲٫۵", ".", "-12.5"],
    ["9007199254740993.01", ",", "9007199254740993.01"],
  ] as const)("%s with the sign %s is %s", (text, sign, expected) => {
    expect(value(text, sign)).toBe(expected);
  });

  it.each([
    ["1.234", ",", "1234", "1.234"],
    ["1,234", ".", "1234", "1.234"],
    ["-12.500", ",", "-12500", "-12.5"],
    ["١,٢٣٤", ".", "1234", "1.234"],
  ] as const)("%s with the sign %s has two readings", (text, sign, thousands, decimals) => {
    expect(readTypedDecimal(text, sign)).toEqual({
      ok: false,
      why: "twoWays",
      thousands,
      decimals,
    });
  });

  it.each([
    "",
    "-",
    ".",
    ",5",
    "5,",
    "1,2,3",
    "1.23.456",
    "1,234.567,8",
    "1.234,5.6",
    "1 23",
    "12 34,5",
    "1e5",
    "0x10",
    "Infinity",
    "€5",
    "1٫2٫3",
    "--1",
    "1'234 567",
    "01.234.567",
  ])("%j is no number", (text) => {
    expect(value(text, ",")).toBe("notANumber");
    expect(value(text, ".")).toBe("notANumber");
  });
});

/** Up to twenty digits before the point and six after it: far more than a float holds. */
const decimals = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 20n }),
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }),
  )
  .map(([minus, whole, fraction]) =>
    normalize(`${minus ? "-" : ""}${whole}${fraction.length > 0 ? `.${fraction.join("")}` : ""}`),
  );
const signs = fc.constantFrom<DecimalSign>(".", ",");
const other = (sign: DecimalSign): DecimalSign => (sign === "." ? "," : ".");

describe("whatever the number", () => {
  it("is read back from a field to the last digit", () => {
    fc.assert(
      fc.property(decimals, signs, (number, sign) => {
        expect(value(decimalToType(number, sign), sign)).toBe(number);
      }),
    );
  });

  it("written with the other sign it is itself or has two readings, never another number", () => {
    fc.assert(
      fc.property(decimals, signs, (number, sign) => {
        const typed = readTypedDecimal(decimalToType(number, other(sign)), sign);
        if (typed.ok) expect(typed.value).toBe(number);
        else expect(typed).toMatchObject({ why: "twoWays", decimals: number });
      }),
    );
  });

  it("as each language writes it, it is itself or has two readings, one of them itself", () => {
    fc.assert(
      fc.property(
        decimals,
        fc.constantFrom(...Object.values(NUMBERS_AND_DAYS), "ar-EG", "fa", "de-CH", "fr-CA"),
        (number, locale) => {
          const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
          const sign = format.formatToParts(1.5).find(({ type }) => type === "decimal")?.value;
          const typed = readTypedDecimal(
            format.format(number as Intl.StringNumericLiteral),
            sign === "," ? "," : ".",
          );
          if (typed.ok) expect(typed.value).toBe(number);
          else {
            expect(typed.why).toBe("twoWays");
            if (typed.why === "twoWays")
              expect([typed.thousands, typed.decimals]).toContain(number);
          }
        },
      ),
    );
  });

  it("any text is read alike whichever sign the language has, or needs the person", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[\d.,' ٫٬٣]{1,12}$/u), (text) => {
        const [point, comma] = [readTypedDecimal(text, "."), readTypedDecimal(text, ",")];
        if (point.ok && comma.ok) expect(point.value).toBe(comma.value);
      }),
    );
  });
});
