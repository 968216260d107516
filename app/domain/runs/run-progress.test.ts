import { describe, expect, it } from "vitest";
import { perMinute, progressOf } from "./run-progress.ts";

describe("progressOf", () => {
  it("counts failures as gone through and never passes 100", () => {
    expect(progressOf({ total: 40, done: 9, failed: 1 })).toBe(25);
    expect(progressOf({ total: 3, done: 5, failed: 0 })).toBe(100);
    expect(progressOf({ total: 0, done: 5, failed: 0 })).toBeUndefined();
  });
});

describe("perMinute", () => {
  it("waits before it tells a rate", () => {
    expect(perMinute(5, 1_000)).toBeNull();
    expect(perMinute(0, 60_000)).toBeNull();
    expect(perMinute(50, 30_000)).toBe(100);
  });
});
