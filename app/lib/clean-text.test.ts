import { describe, expect, it } from "vitest";
import { cleanText, parseJson } from "./clean-text.ts";

describe("text from outside", () => {
  it.each([
    ["a\u0000b", "ab"],
    ["a\u0001\u001f\u007fb", "ab"],
    ["two\u000blines\u000chere", "two lines here"],
    ["half \ud83d", "half \uFFFD"],
    ["\ude00 half", "\uFFFD half"],
    ["kept: \t\r\n 😀 é ñ 中 \u200d", "kept: \t\r\n 😀 é ñ 中 \u200d"],
  ])("%j becomes %j", (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it("is cleaned wherever it stands in JSON", () => {
    const text = String.raw`{"note":"a\u0000b","tags":["x\uD83D","😀"],"k\u0001":{"deep":"\b"},"n":1.50,"ok":true,"none":null}`;
    expect(parseJson(text)).toEqual({
      note: "ab",
      tags: ["x\uFFFD", "😀"],
      k: { deep: "" },
      n: 1.5,
      ok: true,
      none: null,
    });
  });

  it("stays what it was where nothing is wrong, an escaped backslash and a whole pair included", () => {
    const value = { path: "C:\\b\\u0000", pair: "\ud83d\ude00", lines: "a\nb" };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
    expect(parseJson(String.raw`"\ud83d\ude00"`)).toBe("😀");
  });

  it("throws as JSON.parse does", () => {
    expect(() => parseJson("{")).toThrow(SyntaxError);
  });
});
