import fc from "fast-check";
import { expect, it } from "vitest";
import { needsConsent } from "./consent.ts";

it("asks when more than the share has gone at once, and never for less", () => {
  expect(needsConsent({ had: 0, gone: 0 }, 50)).toBe(false);
  expect(needsConsent({ had: 100, gone: 50 }, 50)).toBe(false);
  expect(needsConsent({ had: 100, gone: 51 }, 50)).toBe(true);
  expect(needsConsent({ had: 7, gone: 7 }, 100)).toBe(false);
  fc.assert(
    fc.property(
      fc.nat({ max: 500 }),
      fc.nat({ max: 500 }),
      fc.integer({ min: 1, max: 100 }),
      (a, b, share) => {
        const [gone = 0, had = 0] = [a, b].sort((x, y) => x - y);
        if (needsConsent({ had, gone }, share))
          expect(needsConsent({ had, gone }, Math.max(1, share - 1))).toBe(true);
      },
    ),
  );
});
