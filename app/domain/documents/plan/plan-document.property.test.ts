import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bag, facts, gid, line, order, planInput } from "#tests/fixtures/orders.ts";
import { exponent } from "#app/money/currency.ts";
import * as decimal from "#app/money/decimal.ts";
import { planDocument } from "./plan-document.ts";
import { amountOf } from "./proof.ts";
import { build, rawOrder } from "./random-order.fixture.ts";

describe("planDocument, for any order", { timeout: 120_000 }, () => {
  it("DOC-4: is proved, and comes to Shopify's total to the cent", () => {
    fc.assert(
      fc.property(rawOrder, (raw) => {
        const { snapshot, input, side } = build(raw);
        const plan = planDocument(input);
        if (plan.problems.some(({ kind }) => kind === "nothing-left")) return;
        expect(plan.problems).toEqual([]);
        expect(plan.proof.proved).toBe(true);
        const { content } = snapshot;
        const gone = content.removals.flatMap(({ lines }) => lines);
        const remitted = plan.proof.rows.filter(({ kind }) => kind === "channelTaxOff");
        if (!raw.leaveOff) expect(remitted).toEqual([]);
        const expected = decimal.add(
          ...remitted.map(({ document }) => decimal.negate(document)),
          content.totals.total[side].amount,
          content.cashRounding[side].amount,
          ...gone.map(({ subtotal }) => decimal.negate(subtotal[side].amount)),
          ...(raw.taxesIncluded ? [] : gone.map(({ tax }) => decimal.negate(tax[side].amount))),
        );
        const { document } = plan;
        const amount = decimal.add("0", ...(document?.lines ?? []).map(amountOf));
        const charged = decimal.add(
          "0",
          ...(document?.lines ?? []).flatMap(({ taxes }) => taxes.map((tax) => tax.amount)),
        );
        expect(document?.pricesIncludeTax ? amount : decimal.add(amount, charged)).toBe(expected);
        expect(document?.expected.gross).toBe(expected);
        expect(decimal.add(document?.expected.net ?? "", document?.expected.tax ?? "")).toBe(
          expected,
        );
      }),
      { numRuns: 250 },
    );
  });

  it("D-21: line keys are their own, quantities positive, goods never below zero, discounts in cents and never negative", () => {
    fc.assert(
      fc.property(rawOrder, (raw) => {
        const plan = planDocument(build(raw).input);
        const lines = plan.document?.lines ?? [];
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        for (const drafted of lines) {
          expect(decimal.compare(drafted.quantity, "0")).toBe(1);
          expect(decimal.isNegative(drafted.discount)).toBe(false);
          expect(decimal.normalize(decimal.round(drafted.discount, exponent(raw.currency)))).toBe(
            drafted.discount,
          );
          if (drafted.kind !== "cashRounding")
            expect(decimal.isNegative(amountOf(drafted))).toBe(false);
          expect((drafted.unitPrice.split(".")[1] ?? "").length).toBeLessThanOrEqual(
            Math.max(raw.places, drafted.kind === "cashRounding" ? 3 : 0),
          );
        }
        expect(lines.filter(({ kind }) => kind === "rounding")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("DOC-2: a bundle as one item comes to the same totals as its components, and is proved", () => {
    const rawBundle = fc.record({
      raw: rawOrder,
      bundles: fc.integer({ min: 1, max: 4 }),
      each: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
    });
    fc.assert(
      fc.property(rawBundle, ({ raw, bundles, each }) => {
        const { snapshot, input } = build({
          ...raw,
          lines: raw.lines.map((entry, index) => ({
            ...entry,
            kind: "item" as const,
            duty: null,
            taken: 0,
            quantity: bundles * (each[index] ?? 1),
          })),
        });
        const bundle = {
          id: gid("LineItemGroup", 1),
          title: "Set",
          quantity: bundles,
          variantId: gid("ProductVariant", 299),
          sku: "SET",
        };
        const content = {
          ...snapshot.content,
          lines: snapshot.content.lines.map((sold) => ({ ...sold, bundle })),
        };
        const of = (as: "components" | "item") =>
          planDocument({
            ...input,
            snapshot: { ...snapshot, content },
            settings: { ...input.settings, bundles: as },
          });
        const [parts, whole] = [of("components"), of("item")];
        expect(whole.problems).toEqual([]);
        expect(whole.proof.proved).toBe(true);
        expect(whole.document?.expected).toEqual(parts.document?.expected);
        const goods = whole.document?.lines.filter(({ kind }) => kind === "item");
        expect(goods).toMatchObject([
          { quantity: String(bundles), item: { number: "I299" }, description: "Set" },
        ]);
        expect(parts.document?.lines.filter(({ kind }) => kind === "item")).toHaveLength(
          raw.lines.length,
        );
      }),
      { numRuns: 150 },
    );
  });

  it("IMP-5: does not depend on the order in which lines were read", () => {
    fc.assert(
      fc.property(rawOrder, (raw) => {
        const { snapshot, input } = build(raw);
        const shuffled = {
          ...snapshot,
          content: { ...snapshot.content, lines: [...snapshot.content.lines].reverse() },
        };
        const byKey = (plan: ReturnType<typeof planDocument>) =>
          plan.document?.lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        const one = byKey(planDocument(input));
        const other = byKey(planDocument({ ...input, snapshot: shuffled }));
        expect(other).toEqual(one);
      }),
      { numRuns: 100 },
    );
  });

  it("PERF-13: takes time in step with its lines", () => {
    const ofSize = (count: number) =>
      planInput(
        order({
          content: {
            lines: Array.from({ length: count }, (_, index) =>
              line({
                id: gid("LineItem", index + 1),
                variantId: gid("ProductVariant", index + 1),
                quantity: 3,
                unitPrice: bag("3.33"),
                taxes: [],
              }),
            ),
          },
        }),
        { facts: facts() },
      );
    const [few, many] = [ofSize(25), ofSize(250)];
    const time = (input: ReturnType<typeof ofSize>): number => {
      const start = performance.now();
      planDocument(input);
      return performance.now() - start;
    };
    // The shortest of many runs, since a busy machine only makes them longer; in step it would be 10, by the square 100.
    let [shortFew, shortMany] = [Infinity, Infinity];
    for (let round = 0; round < 100 && (round < 12 || shortMany / shortFew > 30); round += 1) {
      shortFew = Math.min(shortFew, time(few));
      shortMany = Math.min(shortMany, time(many));
    }
    expect(shortMany / shortFew).toBeLessThanOrEqual(30);
  });
});
