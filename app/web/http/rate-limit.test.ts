import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

describe("a rate limit", () => {
  it("lets each through so many times in a window, says how long to wait, and forgets", () => {
    const limit = createRateLimit({ requests: 3, inMs: 60_000 });
    expect([0, 1, 2, 3].map((at) => limit.take("a", at * 1_000))).toEqual([0, 0, 0, 57]);
    expect(limit.take("b", 3_000)).toBe(0);
    expect(limit.take("a", 59_999)).toBe(1);
    expect(limit.take("a", 60_000)).toBe(0);
  });

  it("counts those beyond what it can tell apart as one", () => {
    const limit = createRateLimit({ requests: 3, inMs: 60_000 });
    const waits = Array.from({ length: 10_010 }, (_none, index) => limit.take(`n${index}`, 0));
    expect(waits.filter((wait) => wait > 0)).toHaveLength(7);
    expect(limit.take("n0", 0)).toBe(0);
  });
});
