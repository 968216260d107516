import { expect, it } from "vitest";
import { dayDue } from "./daily.ts";

const at = (text: string, checked: string | null = null, hour = 19) =>
  dayDue({ timeZone: "Europe/Berlin", hour, checked }, new Date(text));

it("is due once a day, after its hour in the store's time zone", () => {
  expect(at("2026-11-30T17:59:00Z")).toBeNull();
  expect(at("2026-11-30T18:00:00Z")).toBe("2026-11-30");
  expect(at("2026-11-30T21:00:00Z", "2026-11-30")).toBeNull();
  expect(at("2026-12-01T18:00:00Z", "2026-11-30")).toBe("2026-12-01");
  // Nothing ran in the evening: the day that is over is not made up for by night, the next one comes at its hour.
  expect(at("2026-12-01T01:00:00Z", "2026-11-29")).toBeNull();
  expect(at("2026-11-30T23:30:00Z", "2026-11-30", 0)).toBe("2026-12-01");
});

it("comes on the days when clocks are changed, too", () => {
  expect(at("2026-03-29T16:59:00Z")).toBeNull();
  expect(at("2026-03-29T17:00:00Z")).toBe("2026-03-29");
  expect(at("2026-10-25T18:00:00Z")).toBe("2026-10-25");
});
