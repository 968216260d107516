import { expect, it } from "vitest";
import { FIRST, half, nextSize } from "./batch-size.ts";

/** Sizes of batches that took so long, one after the other. */
const sizes = (...took: number[]): number[] =>
  took.reduce<number[]>((list, ms) => [...list, nextSize(list.at(-1) ?? FIRST, ms)], [FIRST]);

it("grows to 250 orders while Shopify answers fast, and no further", () => {
  expect(sizes(500, 500, 500, 500)).toEqual([50, 100, 200, 250, 250]);
});

it("stays where a batch takes its time, and halves where it takes long", () => {
  expect(sizes(500, 3_000, 11_000, 11_000)).toEqual([50, 100, 100, 50, 25]);
});

it("comes back from a small size at once, however slow the small batches are", () => {
  expect(half(1)).toBe(1);
  expect(nextSize(half(half(half(50))), 9_000)).toBe(12);
  expect(nextSize(40, 9_000)).toBe(50);
});
