import fc from "fast-check";
import { expect, it } from "vitest";
import { fullText, inParts } from "./text.ts";

const words = fc.array(
  fc.string({ minLength: 1, maxLength: 120 }).map((word) => word.replace(/\s/g, "x")),
  {
    minLength: 1,
    maxLength: 40,
  },
);
const squeezed = (text: string): string => text.replace(/\s+/g, " ").trim();

it("a text in parts that each fit has its words again, whatever their length", () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (lines) => {
      const text = lines.map((line) => line.join(" ")).join("\n");
      const parts = inParts(text, 100);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(100);
      expect(squeezed(parts.join(" ")).replaceAll(" ", "")).toBe(
        squeezed(text).replaceAll(" ", ""),
      );
      if (lines.flat().every((word) => word.length <= 40))
        expect(squeezed(fullText(parts))).toBe(squeezed(text));
    }),
  );
});

it("short lines come back as they were", () => {
  const text = "Ring twice.\nLeave it at the gate.";
  expect(fullText(inParts(text, 100))).toBe(text);
});
