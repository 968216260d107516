// INV-1. What Shopify should say of an item at a location, and why nothing is sent.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planLevel, soldBeside, type LevelFacts, type StockRules } from "./plan-level.ts";

const known: LevelFacts = {
  match: "found",
  shared: false,
  locationShared: false,
  tracked: true,
  stocked: true,
  shopify: 5,
  committed: 0,
  inErp: 0,
  erp: "12",
  perUnit: "1",
};
const rules: StockRules = { quantity: "available", safety: 0, activate: false };
const plan = (facts: Partial<LevelFacts> = {}, more: Partial<StockRules> = {}) =>
  planLevel({ ...known, ...facts }, { ...rules, ...more });

describe("what Shopify should say", () => {
  it.each([
    ["the ERP's quantity", {}, {}, 12],
    ["less what is kept back", {}, { safety: 2 }, 10],
    ["less what is sold and not in the ERP yet", { committed: 5, inErp: 2 }, {}, 9],
    ["nothing less for orders that the ERP knows", { committed: 2, inErp: 2 }, {}, 12],
    [
      "nothing less where an order was fulfilled in the meantime",
      { committed: 0, inErp: 2 },
      {},
      12,
    ],
    [
      "on hand as it is: Shopify takes its own orders off",
      { committed: 5 },
      { quantity: "onHand" },
      12,
    ],
    ["whole boxes of twelve", { erp: "47", perUnit: "12" }, {}, 3],
    ["whole pieces of a fraction", { erp: "2.75" }, {}, 2],
    ["nothing of a part of a box", { erp: "0.5", perUnit: "12" }, {}, 0],
    ["nothing of what is owed", { erp: "-3.5" }, {}, 0],
    ["nothing where less is there than is kept back", { erp: "1" }, { safety: 5 }, 0],
  ] as const)("%s", (_, facts, more, wanted) => {
    expect(plan(facts, more as Partial<StockRules>)).toMatchObject({ state: "differs", wanted });
  });

  it("is not sent where Shopify says so already", () => {
    expect(plan({ shopify: 12 })).toMatchObject({ state: "equal", reason: "equal", wanted: 12 });
  });
});

describe("nothing is sent, and why", () => {
  it.each([
    [{ tracked: false }, "left", "untracked"],
    [{ match: "none" }, "left", "noItem"],
    [{ match: "blocked" }, "left", "blockedItem"],
    [{ shared: true }, "problem", "sharedItem"],
    [{ locationShared: true }, "problem", "sharedLocation"],
    [{ erp: null }, "left", "erpSilent"],
    [{ perUnit: null }, "problem", "noUnit"],
    [{ perUnit: "0" }, "problem", "notANumber"],
    [{ erp: "NaN" }, "problem", "notANumber"],
    [{ erp: "1e3x" }, "problem", "notANumber"],
    [{ erp: "5000000000" }, "problem", "tooMany"],
    [{ stocked: false, shopify: null }, "left", "notStocked"],
  ] as const)("%j", (facts, state, reason) => {
    expect(plan(facts as Partial<LevelFacts>)).toMatchObject({ state, reason });
  });

  it("and an item of which nothing is there is not stocked either", () => {
    const facts = { stocked: false, shopify: null, erp: "0" };
    expect(plan(facts, { activate: true })).toMatchObject({ state: "left", reason: "notStocked" });
  });

  it("unless the card wants items stocked at its locations", () => {
    expect(plan({ stocked: false, shopify: null }, { activate: true })).toMatchObject({
      state: "differs",
      reason: "activate",
      wanted: 12,
    });
  });
});

describe("whatever the numbers are", () => {
  const facts = fc.record({
    match: fc.constant("found" as const),
    shared: fc.constant(false),
    locationShared: fc.constant(false),
    tracked: fc.constant(true),
    stocked: fc.constant(true),
    shopify: fc.integer({ min: -50, max: 2_000 }),
    committed: fc.nat({ max: 300 }),
    inErp: fc.nat({ max: 300 }),
    erp: fc.integer({ min: -200_000, max: 200_000 }).map((cents) => String(cents / 100)),
    perUnit: fc.constantFrom("1", "6", "12", "0.5"),
  });
  const anyRules = fc.record({
    quantity: fc.constantFrom("available" as const, "onHand" as const),
    safety: fc.nat({ max: 100 }),
    activate: fc.boolean(),
  });

  it("no unit is offered twice: what is wanted, kept back and sold beside the ERP never is more than is there", () => {
    fc.assert(
      fc.property(facts, anyRules, (one, card) => {
        const { wanted } = planLevel(one, card);
        expect(wanted).not.toBeNull();
        const beside = card.quantity === "available" ? soldBeside(one) : 0;
        const there = Number(one.erp) / Number(one.perUnit);
        expect(Number.isInteger(wanted) && (wanted ?? -1) >= 0).toBe(true);
        if ((wanted ?? 0) > 0)
          expect((wanted ?? 0) + beside + card.safety).toBeLessThanOrEqual(there);
        else expect(there - beside - card.safety).toBeLessThan(1);
      }),
    );
  });

  it("another sale never offers more, another unit of safety neither, and an order that reached the ERP never less", () => {
    fc.assert(
      fc.property(facts, anyRules, (one, card) => {
        const wanted = (change: Partial<LevelFacts>, more: Partial<StockRules> = {}): number =>
          planLevel({ ...one, ...change }, { ...card, ...more }).wanted ?? 0;
        expect(wanted({ committed: one.committed + 1 })).toBeLessThanOrEqual(wanted({}));
        expect(wanted({}, { safety: card.safety + 1 })).toBeLessThanOrEqual(wanted({}));
        expect(wanted({ inErp: one.inErp + 1 })).toBeGreaterThanOrEqual(wanted({}));
      }),
    );
  });

  it("what was sent is equal the next time", () => {
    fc.assert(
      fc.property(facts, anyRules, (one, card) => {
        const { wanted } = planLevel(one, card);
        expect(planLevel({ ...one, shopify: wanted }, card).state).toBe("equal");
      }),
    );
  });
});
