import { describe, expect, it } from "vitest";
import { flaws } from "./text-forms.ts";

const english = {
  area: {
    title: "Title",
    by: "By {{name}}",
    n_one: "{{count}} order",
    n_other: "{{count}} orders",
  },
  about: { one: "One of {{most}}", other: "{{count}} of {{most}}" },
  none_zero: "No change",
  none_one: "{{count}} change",
  none_other: "{{count}} changes",
};

describe("texts of another language", () => {
  it("are whole with the forms of their own plural", () => {
    const arabic = {
      area: { title: "ا", by: "ا {{name}}", ...forms("n_", "{{count}}") },
      about: forms("", "{{count}} {{most}}", "{{most}}"),
      ...forms("none_", "{{count}}"),
    };
    expect(flaws("ar", arabic, english)).toEqual([]);
  });

  it("lack a key, a form or a name, have one too many, or say nothing", () => {
    const french = {
      area: { title: " ", by: "Par {{nom}}", n_one: "{{count}}", n_other: "{{count}}", more: "x" },
      about: { one: "Un de {{most}}", many: "{{count}} {{most}}", other: "{{most}}" },
    };
    expect(flaws("fr", french, english)).toEqual([
      "area.more: is no text of the app",
      "area.title : is empty",
      "area.by : names nom, not name",
      "area.n: has the forms one,other, not many,one,other",
      "about other: names most, not count,most",
      "none: is missing",
    ]);
  });
});

function forms(key: string, many: string, few = "ا"): Record<string, string> {
  return Object.fromEntries(
    ["zero", "one", "two", "few", "many", "other"].map((form) => [
      `${key}${form}`,
      ["few", "many", "other"].includes(form) ? many : few,
    ]),
  );
}
