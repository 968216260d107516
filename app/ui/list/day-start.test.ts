import { describe, expect, it } from "vitest";
import { dayStart } from "./day-start.ts";

describe("the first moment of a day", () => {
  it.each([
    ["UTC", "2026-11-21", 0, "2026-11-21T00:00:00.000Z"],
    ["Europe/Berlin", "2026-11-21", 0, "2026-11-20T23:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", 0, "2026-10-24T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", 1, "2026-10-25T23:00:00.000Z"],
    ["America/New_York", "2026-03-08", 1, "2026-03-09T04:00:00.000Z"],
    ["Asia/Tokyo", "2026-01-01", 0, "2025-12-31T15:00:00.000Z"],
  ])("%s %s + %i", (zone, day, days, moment) => {
    expect(dayStart(zone, day, days)?.toISOString()).toBe(moment);
  });
  it("is none for what is no day", () => {
    for (const text of ["", "21.11.2026", "2026-02-30", "2026-13-01", "x"])
      expect(dayStart("UTC", text)).toBeNull();
  });
});
