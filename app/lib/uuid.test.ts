import fc from "fast-check";
import { expect, it } from "vitest";
import { isUuid, newId } from "./uuid.ts";

it("ids follow the time they were made at, and no two are alike", () => {
  const moment = fc.date({
    min: new Date(0),
    max: new Date("2200-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      const [first, second] = [newId(one), newId(other)];
      expect(isUuid(first)).toBe(true);
      expect(Number.parseInt(first.replaceAll("-", "").slice(0, 12), 16)).toBe(one.getTime());
      if (one.getTime() === other.getTime()) expect(first).not.toBe(second);
      else expect(first < second).toBe(one < other);
    }),
  );
});

it("knows an id from what is none", () => {
  for (const text of [
    "019ad0c8-5b1e-7c3a-9f2d-3b5a7c9e1f20",
    "8F14E45F-CEEA-467F-A9D4-2C1B3E5D7F90",
  ])
    expect(isUuid(text), text).toBe(true);
  for (const text of [
    "",
    "1",
    "gid://shopify/Order/1",
    "019ad0c85b1e7c3a9f2d3b5a7c9e1f20",
    "019ad0c8-5b1e-7c3a-9f2d-3b5a7c9e1f2",
    "019ad0c8-5b1e-7c3a-9f2d-3b5a7c9e1f20 ",
    "{019ad0c8-5b1e-7c3a-9f2d-3b5a7c9e1f20}",
    "019ad0c8-5b1e-7c3a-9f2d-3b5a7c9e1fzz",
  ])
    expect(isUuid(text), text).toBe(false);
});
