import { expect, it } from "vitest";
import { gathered } from "./gather.server.ts";

const doubling = (most: number) => {
  const calls: number[][] = [];
  const double = gathered<number, number>(
    (numbers) => {
      calls.push(numbers);
      if (numbers.includes(13)) return Promise.reject(new Error("unlucky"));
      return Promise.resolve(numbers.map((n) => (n < 0 ? new Error(`not ${n}`) : n * 2)));
    },
    { groupOf: (n) => (n % 2 === 0 ? "even" : "odd"), most },
  );
  return { calls, double };
};

it("asks once for what is asked in one moment, group by group, and so many at once", async () => {
  const { calls, double } = doubling(2);
  expect(await Promise.all([2, 1, 4, 6].map(double))).toEqual([4, 2, 8, 12]);
  expect(calls).toEqual([[2, 4], [6], [1]]);
  expect(await double(8)).toBe(16);
  expect(calls).toHaveLength(4);
});

it("gives each its own error, and what the call threw to all of it", async () => {
  const { double } = doubling(10);
  const ends = await Promise.allSettled([2, -2, 13, 1].map(double));
  expect(ends.map((end) => (end.status === "rejected" ? String(end.reason) : end.value))).toEqual([
    4,
    "Error: not -2",
    "Error: unlucky",
    "Error: unlucky",
  ]);
});
