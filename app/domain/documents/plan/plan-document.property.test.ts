import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bag,
  capabilities,
  facts,
  gid,
  line,
  order,
  planInput,
  removal,
  settings,
  shippingLine,
} from "#tests/fixtures/orders.ts";
import type { OrderLine, Removal } from "#app/domain/orders/snapshot/snapshot.ts";
import { allocate } from "#app/money/allocate.ts";
import { exponent } from "#app/money/currency.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { planDocument } from "./plan-document.ts";
import { amountOf } from "./proof.ts";

/** Amounts as whole smallest units; the shop's amounts are half the presentment ones, rounded by themselves. */
const bagOf = (units: number, currency: string): MoneyBag => {
  const scale = (value: number): string =>
    decimal.divide(String(value), `1${"0".repeat(exponent(currency))}`);
  return bag(
    scale(Math.round(units / 2)),
    currency,
    scale(units),
    currency === "EUR" ? "USD" : currency,
  );
};

const rawLine = fc.record({
  kind: fc.constantFrom(
    "item" as const,
    "item" as const,
    "giftCard" as const,
    "tip" as const,
    "custom" as const,
  ),
  units: fc.integer({ min: 0, max: 99_999 }),
  quantity: fc.integer({ min: 1, max: 13 }),
  off: fc.integer({ min: 0, max: 100 }),
  rates: fc.array(fc.constantFrom("0.19", "0.07", "0.055"), { maxLength: 2 }),
  channelRemits: fc.boolean(),
  duty: fc.option(fc.integer({ min: 1, max: 999 })),
  taken: fc.integer({ min: 0, max: 13 }),
});
const rawOrder = fc.record({
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  taxesIncluded: fc.boolean(),
  presentment: fc.boolean(),
  inclusiveErp: fc.boolean(),
  places: fc.constantFrom(2, 4, 6),
  lines: fc.array(rawLine, { minLength: 1, maxLength: 6 }),
  shipping: fc.array(
    fc.record({ units: fc.integer({ min: 0, max: 9_999 }), off: fc.integer({ min: 0, max: 100 }) }),
    { maxLength: 3 },
  ),
  fee: fc.option(fc.integer({ min: 1, max: 999 })),
  rounding: fc.integer({ min: -4, max: 4 }),
  leaveOff: fc.boolean(),
  seed: fc.integer(),
});
type Raw = typeof rawOrder extends fc.Arbitrary<infer T> ? T : never;

const perSide = (
  of: MoneyBag,
  change: (value: string, side: "shop" | "presentment") => string,
): MoneyBag => ({
  shop: { ...of.shop, amount: change(of.shop.amount, "shop") },
  presentment: { ...of.presentment, amount: change(of.presentment.amount, "presentment") },
});

function build(raw: Raw) {
  const places = exponent(raw.currency);
  const round = (value: string): string => decimal.normalize(decimal.round(value, places));
  const removals: Removal["lines"] = [];
  const lines: OrderLine[] = raw.lines.map((entry, index) => {
    const id = gid("LineItem", 100 - index);
    const unitPrice = bagOf(entry.units, raw.currency);
    const whole = perSide(unitPrice, (value) => decimal.multiply(value, String(entry.quantity)));
    const discount = perSide(whole, (value) =>
      round(decimal.divide(decimal.multiply(value, String(entry.off)), "100")),
    );
    const total = perSide(whole, (value, side) => decimal.subtract(value, discount[side].amount));
    const rateSum = decimal.add("1", ...entry.rates);
    const taxes = entry.rates.map((rate, place) => ({
      title: `Tax ${rate}`,
      rate,
      channelLiable: entry.channelRemits && place === 0,
      price: perSide(total, (value) =>
        round(decimal.divide(decimal.multiply(value, rate), raw.taxesIncluded ? rateSum : "1")),
      ),
    }));
    const taken = Math.min(entry.taken % (entry.quantity + 2), entry.quantity);
    if (taken > 0) {
      // Shopify splits a line's money over its units to the cent
      const share = (value: string): string =>
        decimal.add(
          "0",
          ...allocate(
            value,
            Array.from({ length: entry.quantity }, () => "1"),
            places,
          ).slice(0, taken),
        );
      removals.push({
        lineId: id,
        quantity: taken,
        subtotal: perSide(total, share),
        tax: perSide(total, (_value, side) =>
          share(decimal.add("0", ...taxes.map(({ price }) => price[side].amount))),
        ),
      });
    }
    const duties =
      entry.duty === null
        ? []
        : [{ id: gid("Duty", index + 1), price: bagOf(entry.duty, raw.currency), taxes: [] }];
    return line({
      id,
      kind: entry.kind,
      title: `Line ${index}`,
      variantId: entry.kind === "item" ? gid("ProductVariant", index + 1) : null,
      quantity: entry.quantity,
      unitPrice,
      discount,
      taxes,
      duties,
    });
  });
  const shippingLines = raw.shipping.map(({ units, off }, index) => {
    const originalPrice = bagOf(units, raw.currency);
    return shippingLine({
      id: gid("ShippingLine", index + 1),
      originalPrice,
      discount: perSide(originalPrice, (value) =>
        round(decimal.divide(decimal.multiply(value, String(off)), "100")),
      ),
    });
  });
  const snapshot = order({
    content: {
      lines,
      shippingLines,
      taxesIncluded: raw.taxesIncluded,
      removals: removals.length > 0 ? [removal(removals)] : [],
      cashRounding: bagOf(raw.rounding, raw.currency),
      fees:
        raw.fee === null
          ? []
          : [
              {
                id: gid("Fee", 1),
                name: "Packing",
                price: bagOf(raw.fee, raw.currency),
                taxes: [],
              },
            ],
    },
  });
  const input = planInput(snapshot, {
    settings: settings({
      currencyHandling: raw.presentment ? "presentment" : "shop",
      roundingTolerance: "0",
      channelTaxes: raw.leaveOff ? "leaveOff" : "document",
    }),
    capabilities: {
      ...capabilities,
      taxInclusivePrices: raw.inclusiveErp,
      precision: { ...capabilities.precision, unitPrice: raw.places },
    },
  });
  return { snapshot, input, side: raw.presentment ? ("presentment" as const) : ("shop" as const) };
}

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
