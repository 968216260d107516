import { describe, expect, it } from "vitest";
import { dueDate } from "./due-date.ts";

const rule = { days: 0, months: 0, fromEndOfMonth: false };

describe("due date", () => {
  it.each([
    ["2026-03-01", { ...rule, days: 30 }, "2026-03-31"],
    ["2026-12-15", { ...rule, days: 30 }, "2027-01-14"],
    ["2028-01-31", { ...rule, months: 1 }, "2028-02-29"],
    ["2026-01-31", { ...rule, months: 1 }, "2026-02-28"],
    ["2026-02-03", { ...rule, fromEndOfMonth: true }, "2026-02-28"],
    ["2026-02-28", { ...rule, fromEndOfMonth: true, months: 1, days: 10 }, "2026-04-10"],
    ["2026-03-28", { ...rule, days: 2 }, "2026-03-30"], // over a change of the clocks
  ])("%s by %o is %s", (day, by, due) => {
    expect(dueDate(day, by)).toBe(due);
  });
});
