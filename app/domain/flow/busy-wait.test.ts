import { expect, it } from "vitest";
import { busyWaitMs } from "./busy-wait.ts";

/** When an action that finds its order busy each time looks again, in seconds after it came. */
function looks(until: number): number[] {
  const times: number[] = [];
  for (let at = 0; at <= until; at += busyWaitMs(new Date(0), new Date(at * 1_000)) / 1_000)
    times.push(at);
  return times;
}

it("asks soon at first, then ever more rarely, at most a minute apart", () => {
  expect(looks(300)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 124, 184, 244]);
});

it("asks soon where the clock was set back", () => {
  expect(busyWaitMs(new Date(60_000), new Date(0))).toBe(1_000);
});
