import { LANGUAGES } from "#app/i18n/languages.ts";
import { describe, expect, it } from "vitest";
import {
  formatCounted,
  formatDecimal,
  formatMoney,
  formatMonth,
  formatPlainDay,
  formatRate,
  formatTime,
  decimalSign,
} from "./format.ts";

describe("formatMoney", () => {
  it("keeps every digit of amounts no JS number could hold", () => {
    expect(formatMoney("en", "9007199254740993.07", "EUR")).toBe("€9,007,199,254,740,993.07");
  });
  it("uses the currency's own decimals and keeps finer ones", () => {
    expect(formatMoney("en", "12.3", "EUR")).toBe("€12.30");
    expect(formatMoney("en", "1200", "JPY")).toBe("¥1,200");
    expect(formatMoney("en", "1.2", "KWD")).toBe("KWD\u00a01.200");
    expect(formatMoney("en", "0.12345", "USD")).toBe("$0.12345");
  });
  it("writes by locale", () => {
    expect(formatMoney("de", "-1234.5", "EUR")).toBe("-1.234,50\u00a0€");
  });
});

describe("in Arabic", () => {
  it("figures are those that every program reads, without marks but for the one that holds a minus sign", () => {
    expect(formatMoney("ar", "1234.5", "EUR")).toBe("1,234.50\u00a0€");
    expect(formatMoney("ar", "-1234.5", "EUR")).toBe("\u200e-1,234.50\u00a0€");
    expect(formatDecimal("ar", "1234.5")).toBe("1,234.5");
    // cspell:disable-next-line
    expect(formatMonth("ar", "2026-11")).toBe("نوفمبر 2026");
    expect(formatPlainDay("ar", "2026-10-01").replaceAll("\u200f", "")).toBe("01/10/2026");
  });
});

describe("other values", () => {
  it("writes rates and quantities", () => {
    expect(formatRate("en", "0.19")).toBe("19%");
    expect(formatRate("en", "0.0825")).toBe("8.25%");
    expect(formatDecimal("de", "1234.5")).toBe("1.234,5");
  });
  it("says where counting stopped", () => {
    expect(formatCounted("de", 1_000)).toBe("1.000");
    expect(formatCounted("en", 1_001)).toBe("1,000+");
  });
  it("writes times in the shop's time zone", () => {
    expect(formatTime("en", "2026-10-01T23:30:00Z", "Asia/Tokyo")).toBe("Oct 2, 2026, 8:30 AM");
    expect(formatPlainDay("de", "2026-10-01")).toBe("01.10.2026");
    expect(formatMonth("de", "2026-11")).toBe("November 2026");
    expect(formatMonth("en", "2026-10")).toBe("October 2026");
  });
});

it("knows the decimal sign of each language", () => {
  expect(LANGUAGES.map((language) => `${language} ${decimalSign(language)}`)).toEqual([
    ...["en .", "de ,", "fr ,", "es ,", "nl ,", "ar ."],
  ]);
});
