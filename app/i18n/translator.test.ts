import { describe, expect, it } from "vitest";
import { unmarked } from "./isolated.ts";
import { createTranslator } from "./translator.ts";

const texts = {
  plain: { greeting: "Hello {{name}}", other: "Other", of: "$t({{key}}) of {{name}}" },
  order_zero: "no order",
  order_one: "{{count}} order",
  order_other: "{{count}} orders",
  price: "{{amount, money}}",
};
const { t: say, exists } = createTranslator("en", texts, {
  money: (value, { currency }) => `${String(value)} ${String(currency)}`,
});
const t = (key: string, params?: Record<string, unknown>) => say(key as "common.save", params);

describe("a text", () => {
  it("is filled with values, with nothing where there is none", () => {
    expect(t("plain.greeting", { name: "Ada" })).toBe("Hello Ada");
    expect(t("plain.greeting")).toBe("Hello ");
    expect(t("plain.greeting", { name: null })).toBe("Hello ");
  });
  it("says another one by its key, with the same values", () => {
    expect(t("plain.of", { key: "plain.greeting", name: "Ada" })).toBe("Hello Ada of Ada");
  });
  it("leaves what a value says in braces, and its dollar signs", () => {
    expect(t("plain.greeting", { name: "$t(plain.other) {{name}} $& $1" })).toBe(
      "Hello $t(plain.other) {{name}} $& $1",
    );
  });
  it("has a form for each kind of number", () => {
    expect([0, 1, 2].map((count) => t("order", { count }))).toEqual([
      "no order",
      "1 order",
      "2 orders",
    ]);
  });
  it("in a language that is written from right to left, keeps what is written in Latin letters together", () => {
    const arabic = createTranslator("ar", { of: "{{name}}: {{count}}", few_two: "2" }, {});
    const said = (key: string, params: object) => arabic.t(key as "common.save", { ...params });
    expect(said("of", { name: "SO-1001 (#1083)", count: 5 })).toBe(
      "\u2068SO-1001 (#1083)\u2069: 5",
    );
    expect(said("of", { name: "#1083", count: 5 })).toBe("\u2068#1083\u2069: 5");
    expect(said("of", { name: "علي", count: 5 })).toBe("علي: 5");
    expect(said("few", { count: 2 })).toBe("2");
    expect(unmarked(said("of", { name: "SO-1", count: 5 }))).toBe("SO-1: 5");
  });
  it("writes a value by its format, which knows the other values", () => {
    expect(t("price", { amount: "5", currency: "EUR" })).toBe("5 EUR");
  });
  it("that is not there is said by its key", () => {
    expect(t("plain.unknown")).toBe("plain.unknown");
    expect(t("plain")).toBe("plain");
    expect([exists("plain.greeting"), exists("plain"), exists("toString.name")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
