import { describe, expect, it } from "vitest";
import { createClock } from "../clock.ts";
import { createBucket } from "./bucket.ts";

describe("bucket", () => {
  const clock = () => createClock({ running: false, start: new Date("2026-11-21T10:00:00Z") });
  it("holds 20 seconds of the restore rate", () =>
    expect(createBucket(clock(), 200).status()).toEqual({
      maximumAvailable: 4000,
      currentlyAvailable: 4000,
      restoreRate: 200,
    }));
  it("admits by the requested cost and restores by the clock, never over the brim", () => {
    const time = clock();
    const bucket = createBucket(time);
    bucket.charge(1500);
    expect(bucket.admits(500)).toBe(true);
    expect(bucket.admits(501)).toBe(false);
    time.advance(10);
    expect(bucket.admits(501)).toBe(true);
    time.advance(3_600_000);
    expect(bucket.status().currentlyAvailable).toBe(2000);
  });
  it("takes nothing away when the clock is set back", () => {
    const time = clock();
    const bucket = createBucket(time);
    bucket.charge(100);
    time.set(new Date("2026-11-20T10:00:00Z"));
    expect(bucket.status().currentlyAvailable).toBe(1900);
  });
});
