import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOf } from "./coverage.ts";
import type { OrderFilter } from "./order-filter.ts";
import { unmetFilter } from "./order-filter.ts";
import { sampleOrders } from "./sample-orders.ts";

const card = (title: string, filter: OrderFilter, enabled = true) => ({
  id: title,
  title,
  enabled,
  filter,
});

describe("how cards divide the orders", () => {
  it("one without a filter takes all", () => {
    expect(coverageOf([card("A", {})])).toMatchObject({ hole: null, overlaps: [], idle: [] });
  });
  it("names an order that nobody takes", () => {
    expect(
      coverageOf([
        card("DE", { shipToCountries: ["DE"] }),
        card("AT", { shipToCountries: ["AT"], tags: ["!b2b"] }),
      ]).hole,
    ).toEqual([
      { field: "tags", value: null },
      { field: "shipToCountries", value: null },
    ]);
    expect(coverageOf([card("A", { fromNumber: 1000 })]).hole).toEqual([
      { field: "fromNumber", value: "999" },
    ]);
  });
  it("knows the shop's own channels by name and by handle", () => {
    const both = [
      card("STORE", { channels: ["<>Point of Sale"] }),
      card("POS", { channels: ["pos"] }),
    ];
    expect(coverageOf(both)).toMatchObject({ hole: null, overlaps: [], idle: [] });
  });
  it("names cards that get nothing, and why", () => {
    expect(
      coverageOf([
        card("A", {}),
        card("B", { risk: "highOnly" }),
        card("C", { tags: ["x*", "!x*"] }),
        card("D", { risk: "highOnly" }, false),
      ]),
    ).toMatchObject({
      idle: [
        { title: "B", because: "earlier" },
        { title: "C", because: "impossible" },
      ],
      overlaps: [{ first: "A", second: "B" }],
    });
  });
  it("says when all are off, and when there is too much to try", () => {
    expect(coverageOf([card("A", {}, false)]).allOff).toBe(true);
    const many = (letter: string) => Array.from({ length: 60 }, (_, at) => `${letter}${at}`);
    expect(
      coverageOf([card("A", { channels: many("c"), tags: many("t"), shipToCountries: ["DE"] })]),
    ).toMatchObject({ complete: false, hole: null });
  });
  it("finds a hole or an overlap wherever an order of the filters' own words shows one", () => {
    const filter: fc.Arbitrary<OrderFilter> = fc
      .record(
        {
          shipToCountries: fc.subarray(["DE", "AT", "CH"], { minLength: 1 }),
          tags: fc.subarray(["vip", "!vip", "@B2B", "*gift*"], { minLength: 1, maxLength: 2 }),
          channels: fc.subarray(["web", "<>pos", "Online Store"], { minLength: 1 }),
          risk: fc.constantFrom("highOnly" as const, "notHigh" as const),
        },
        { requiredKeys: [] },
      )
      .map((value) => value as OrderFilter);
    fc.assert(
      fc.property(fc.array(filter, { minLength: 1, maxLength: 3 }), (filters) => {
        const cards = filters.map((one, at) => card(String(at), one));
        const coverage = coverageOf(cards);
        // Words of a filter that is not among these are just more orders of the sorts there are.
        const others = sampleOrders([...filters, { shipToCountries: ["FR"], tags: ["new"] }]) ?? [];
        for (const { order } of others) {
          const takers = cards.filter((one) => unmetFilter(one.filter, order) === undefined);
          if (takers.length === 0) expect(coverage.hole).not.toBeNull();
          const [first, second] = takers;
          if (first && second)
            expect(coverage.overlaps).toContainEqual(
              expect.objectContaining({ first: first.title, second: second.title }),
            );
        }
      }),
    );
  });
});
