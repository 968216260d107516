import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import { EMPTY_POSTED } from "#app/ui/shipments/posted-form.ts";
import { readPostedForm } from "./posted-form.ts";

describe("the filter of posted documents as typed", () => {
  it("narrows nothing when empty", () => {
    expect(readPostedForm(EMPTY_POSTED)).toEqual({ filter: {}, errors: {} });
  });

  it("reads days, numbers, order names and tags", () => {
    expect(
      readPostedForm({
        from: "2026-11-01",
        to: "2026-11-01",
        numbers: "SHP-1, SHP-2\nSHP-1",
        orders: "#1001 #1002;1003\nEN#4, [WEB]5",
        tags: "@*gift*, wholesale",
      }),
    ).toEqual({
      filter: {
        from: "2026-11-01",
        to: "2026-11-01",
        numbers: ["SHP-1", "SHP-2"],
        orders: ["#1001", "#1002", "1003", "EN#4", "[WEB]5"],
        tags: ["@*gift*", "wholesale"],
      },
      errors: {},
    });
  });

  it.each([
    [{ from: "2026-02-30" }, { from: "shipments.sync.error.day" }],
    [{ to: "1.11.2026" }, { to: "shipments.sync.error.day" }],
    [{ from: "2026-11-02", to: "2026-11-01" }, { to: "shipments.sync.error.backwards" }],
    [{ numbers: "x".repeat(101) }, { numbers: "shipments.sync.error.long" }],
    [
      { orders: Array.from({ length: 201 }, (_, index) => `#${index}`).join(",") },
      { orders: "shipments.sync.error.tooMany" },
    ],
    [{ orders: "x".repeat(256) }, { orders: "sync.error.tags" }],
    [{ tags: "@" }, { tags: [{ text: "sync.error.tokenBareAt", values: "“@”" }] }],
    [{ tags: "vip, !" }, { tags: [{ text: "sync.error.tokenEmpty", values: "“!”" }] }],
  ])("names the field that is wrong: %j", (typed, errors) => {
    expect(readPostedForm({ ...EMPTY_POSTED, ...typed })).toEqual({ filter: {}, errors });
  });

  it("never makes a filter that the job would refuse, whatever is typed", () => {
    const text = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(
        fc.record({ from: text, to: text, numbers: text, orders: text, tags: text }),
        (form) => {
          const { filter, errors } = readPostedForm(form);
          expect(
            Object.keys(errors).length > 0 ? filter : postedFilterSchema.parse(filter),
          ).toEqual(filter);
        },
      ),
    );
  });
});
