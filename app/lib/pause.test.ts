import { describe, expect, it } from "vitest";
import { askedPauseMs, pauseMs } from "./pause.ts";

const AT = new Date("2026-11-29T12:00:00Z");

describe("a pause after too many requests", () => {
  it("is as long as asked for, in seconds or until a moment", () => {
    expect(
      ["2", "2.0", "0.5", "Sun, 29 Nov 2026 12:00:30 GMT", "Sun, 29 Nov 2026 11:00:00 GMT"].map(
        (header) => askedPauseMs(header, AT),
      ),
    ).toEqual([2_000, 2_000, 500, 30_000, 0]);
    for (const header of [null, undefined, "", "soon", "-1", "1e9", "12345678"])
      expect(askedPauseMs(header, AT)).toBeUndefined();
    expect(pauseMs(5_000, 7, 0)).toBe(5_000);
  });

  it("begins with two seconds and doubles up to a minute when nothing is asked for, or no time at all", () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((refusals) => pauseMs(undefined, refusals, 0))).toEqual([
      2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(pauseMs(0, 0, 0)).toBe(2_000);
  });

  it("is spread over a quarter more", () => {
    expect(pauseMs(undefined, 0, 1)).toBe(2_500);
    const drawn = new Set(Array.from({ length: 50 }, () => pauseMs(undefined, 0)));
    expect(drawn.size).toBeGreaterThan(10);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(2_000);
  });
});
