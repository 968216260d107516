import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToDay,
  dateColumn,
  dayIn,
  dayOfColumn,
  isDay,
  isTimeZone,
  lastDayOfMonth,
  startOfDay,
} from "./day.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/St_Johns", // half an hour; its clock once changed at one minute past midnight
  "America/Sao_Paulo", // its clock jumped over midnight
  "America/Havana",
  "Africa/Cairo",
  "Asia/Tehran",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Australia/Lord_Howe", // changes by half an hour
  "Pacific/Apia", // had no 30 December 2011
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const zone = fc.constantFrom(...ZONES);
const HOUR = 3_600_000;

/** The day of a moment as Intl writes it, for comparison. */
const byIntl = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(moment);

/** Every moment since 2000 at which a zone's clock changes, to the second. */
function changesOf(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const offset = (at: number): string =>
    format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const changes: number[] = [];
  const STEP = 10 * 24 * HOUR;
  for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2030, 0, 1); at += STEP) {
    if (offset(at) === offset(at + STEP)) continue;
    let [before, after] = [at, at + STEP];
    while (after - before > 1_000) {
      const middle = Math.floor((before + after) / 2_000) * 1_000;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}
const changes = ZONES.flatMap((name) => changesOf(name).map((at) => [name, at] as const));

/** Around a change of the clock, around new year in the zone, or anywhere. */
const moment = fc.oneof(
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -26 * HOUR, max: 26 * HOUR }))
    .map(([[name, at], by]) => [name, new Date(at + by)] as const),
  fc
    .tuple(zone, fc.integer({ min: 2000, max: 2037 }), fc.integer({ min: -30, max: 30 }))
    .map(([name, year, hours]) => [name, new Date(Date.UTC(year, 0, 1) + hours * HOUR)] as const),
  fc.tuple(
    zone,
    fc.date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2037-12-31T00:00:00Z"),
      noInvalidDate: true,
    }),
  ),
);

describe("the day of a moment", () => {
  it("is the one the zone's clocks show, around changes of the clock and new year too", () => {
    expect(changes.length).toBeGreaterThan(300);
    fc.assert(
      fc.property(moment, ([name, at]) => {
        expect(dayIn(name, at)).toBe(byIntl(name, at));
        expect(dayIn(name, at.toISOString())).toBe(byIntl(name, at));
      }),
      { numRuns: 3_000 },
    );
  });

  it("cannot be said of what is no time or no zone", () => {
    expect(() => dayIn("UTC", "yesterday")).toThrow(RangeError);
    expect(() => dayIn("Mars/Olympus", "2026-01-01T00:00:00Z")).toThrow(RangeError);
  });
});

describe("the first moment of a day", () => {
  it.each([
    ["UTC", "2026-11-21", "2026-11-21T00:00:00.000Z"],
    ["Europe/Berlin", "2026-11-21", "2026-11-20T23:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    ["America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z"],
    ["Asia/Tokyo", "2026-01-01", "2025-12-31T15:00:00.000Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"], // 00:00 was 01:00
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"], // 00:00 came twice
  ])("%s %s", (name, day, first) => {
    expect(startOfDay(name, day).toISOString()).toBe(first);
  });

  it("belongs to the day, and the moment before it does not", () => {
    fc.assert(
      fc.property(moment, ([name, at]) => {
        const day = dayIn(name, at);
        const first = startOfDay(name, day);
        expect(dayIn(name, first)).toBe(day);
        expect(dayIn(name, new Date(first.getTime() - 1)) < day).toBe(true);
        expect(first.getTime()).toBeLessThanOrEqual(at.getTime());
        // There two days overlap: a minute into the next one the clock goes back into the last hour.
        if (name !== "America/St_Johns")
          expect(at.getTime()).toBeLessThan(startOfDay(name, addToDay(day, { days: 1 })).getTime());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("counting days", () => {
  const day = fc
    .integer({ min: Date.UTC(1990, 0, 1) / (24 * HOUR), max: Date.UTC(2099, 11, 31) / (24 * HOUR) })
    .map((number) => new Date(number * 24 * HOUR).toISOString().slice(0, 10));

  it("goes forth and back, over year ends and leap days", () => {
    expect(addToDay("2026-12-31", { days: 1 })).toBe("2027-01-01");
    expect(addToDay("2028-02-28", { days: 1 })).toBe("2028-02-29");
    expect(addToDay("2026-03-01", { days: -1 })).toBe("2026-02-28");
    fc.assert(
      fc.property(day, fc.integer({ min: -4_000, max: 4_000 }), (start, days) => {
        const end = addToDay(start, { days });
        expect(addToDay(end, { days: -days })).toBe(start);
        expect(dateColumn(end).getTime() - dateColumn(start).getTime()).toBe(days * 24 * HOUR);
      }),
    );
  });

  it("a month later is the same day of the next month, or its last", () => {
    expect(addToDay("2026-01-31", { months: 1 })).toBe("2026-02-28");
    expect(addToDay("2026-11-30", { months: 3, days: 1 })).toBe("2027-03-01");
    expect(lastDayOfMonth("2028-02-10")).toBe("2028-02-29");
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (start, months) => {
        const end = addToDay(start, { months });
        const month = (text: string): number =>
          Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(month(end)).toBe(month(start) + months);
        expect([start.slice(8), lastDayOfMonth(end).slice(8)]).toContain(end.slice(8));
        expect(addToDay(lastDayOfMonth(end), { days: 1 }).slice(8)).toBe("01");
      }),
    );
  });

  it("a column holds the day and gives it back", () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(dateColumn(text).toISOString()).toBe(`${text}T00:00:00.000Z`);
        expect(dayOfColumn(dateColumn(text))).toBe(text);
      }),
    );
  });
});

it("knows a day from what is none", () => {
  for (const text of ["2026-02-28", "2028-02-29", "2026-12-31", "0001-01-01"])
    expect(isDay(text), text).toBe(true);
  for (const text of [
    "",
    "x",
    "21.11.2026",
    "26-01-01",
    "2026-1-1",
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2026-01-01T00:00:00Z",
    " 2026-01-01",
  ])
    expect(isDay(text), text).toBe(false);
});

it("knows a time zone from what is none", () => {
  for (const text of [...ZONES, "Etc/GMT+5", "US/Eastern", "CET"])
    expect(isTimeZone(text), text).toBe(true);
  for (const text of ["", "Mars/Olympus", "+01:00", "-0530", "2026-01-01T00:00[UTC]", "Berlin"])
    expect(isTimeZone(text), text).toBe(false);
});
