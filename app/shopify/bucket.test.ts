import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockFor, refill, waitMs } from "./bucket.ts";

const buckets = fc.record({
  available: fc.nat(2_000),
  maximum: fc.constant(2_000),
  restoreRate: fc.constantFrom(100, 200, 1_000),
  at: fc.nat(1_000_000),
});

describe("a shop's bucket", () => {
  it("fills up to its maximum and never flows back when clocks differ", () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: -60_000, max: 60_000 }), (bucket, ms) => {
        const later = refill(bucket, bucket.at + ms);
        expect(later.available).toBeGreaterThanOrEqual(bucket.available);
        expect(later.available).toBeLessThanOrEqual(bucket.maximum);
        expect(later.at).toBeGreaterThanOrEqual(bucket.at);
      }),
    );
  });
  it("after the wait it can pay, and says so when it never can", () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: 1, max: 1_000 }), (bucket, cost) => {
        expect(refill(bucket, bucket.at + waitMs(bucket, cost)).available).toBeGreaterThanOrEqual(
          cost - 1e-9,
        );
      }),
    );
    expect(waitMs({ available: 0, maximum: 500, restoreRate: 50, at: 0 }, 501)).toBe(Infinity);
  });
  it("gives blocks that hold the call and never more than there is", () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: 1, max: 1_000 }), (bucket, cost) => {
        fc.pre(waitMs(bucket, cost) === 0);
        const block = blockFor(bucket, cost);
        expect(block).toBeGreaterThanOrEqual(cost);
        expect(block).toBeLessThanOrEqual(bucket.available);
      }),
    );
  });
});
