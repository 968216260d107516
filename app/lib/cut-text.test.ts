import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePoints, cutText } from "./cut-text.ts";

const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";

describe("a text that is too long", () => {
  it.each([
    ["short", 10, "short"],
    ["exactly", 7, "exactly"],
    ["a longer text", 8, "a longer"],
    ["a space is not kept", 2, "a"],
    [`ab${family}cd`, 4, "ab"],
    [`ab${family}cd`, 7, `ab${family}`],
    ["cafe\u0301 au lait", 4, "caf"],
    ["cafe\u0301 au lait", 5, "cafe\u0301"],
    ["😀😀😀", 2, "😀😀"],
    ["🇩🇪🇦🇹", 3, "🇩🇪"],
    ["", 3, ""],
    ["abc", 0, ""],
  ])("%j to %i is %j", (text, limit, cut) => {
    expect(cutText(text, limit)).toBe(cut);
  });

  it("of one endless character is cut all the same", () => {
    const text = `e${"\u0301".repeat(1_000)}`;
    expect(codePoints(cutText(text, 500))).toBe(500);
  });

  it.each(["plain words ", "é中 ", `${family} `, "\u{1F1E9}"])(
    "of 256 kB takes no time to speak of: %j",
    (unit) => {
      const text = unit.repeat(Math.ceil(256_000 / unit.length));
      const before = process.cpuUsage();
      expect(codePoints(cutText(text, 100_000))).toBeLessThanOrEqual(100_000);
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(3_000);
    },
  );
});

it("counts an emoji as two where the ERP counts UTF-16 units, and never tears one", () => {
  expect(cutText("ab😀cd", 4, "utf16")).toBe("ab😀");
  expect(cutText("ab😀cd", 3, "utf16")).toBe("ab");
  expect(cutText("ab😀", 4, "utf16")).toBe("ab😀");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 0, max: 40 }), (text, limit) => {
      expect(cutText(text, limit, "utf16").length).toBeLessThanOrEqual(limit);
    }),
  );
});
