import { parseCronItems } from "graphile-worker";
import { expect, it } from "vitest";
import { jobs } from "./catalog.server.ts";
import { cronItems } from "./cron.server.ts";

/** How often each item comes up in these minutes of a day, counted through the queue's own reading of its pattern. */
function timesADay(date: number, month: number): Record<string, number> {
  const times: Record<string, number> = {};
  for (const { task, match } of parseCronItems([...cronItems]))
    for (let minute = 0; minute < 1_440; minute += 1)
      if (match({ min: minute % 60, hour: Math.floor(minute / 60), date, month, dow: date % 7 }))
        times[task] = (times[task] ?? 0) + 1;
  return times;
}

it("each nightly job comes up once a day, whatever the day", () => {
  for (const [date, month] of [
    [1, 1],
    [29, 2],
    [29, 3],
    [25, 10],
    [31, 12],
  ] as const)
    expect(timesADay(date, month)).toEqual({
      everyMinute: 1_440,
      readLastDayAgain: 1,
      cleanUpOrders: 1,
      forgetEvents: 1,
      archiveProcessed: 1,
      forgetFlowActions: 1,
      sealAnew: 1,
      readGiftCardsNightly: 1,
    });
});

it("what the clock adds is a job of the app, kept once in the queue", () => {
  for (const { task, options } of cronItems) {
    expect(jobs).toHaveProperty(task);
    expect(options?.jobKey).toBe(task);
  }
});
