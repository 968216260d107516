// Random histories of an order, its edits, refunds and exchanges, in whole cents, as Shopify would write them.
import fc from "fast-check";
import type { OrderTax, Removal } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import { bag, gid, line, order, shippingLine } from "#tests/fixtures/orders.ts";

export const cents = (value: number): string => decimal.divide(String(value), "100");
const RATES = ["0.19", "0.07", "0.055"] as const;

export const history = fc.record({
  taxesIncluded: fc.boolean(),
  inclusiveErp: fc.boolean(),
  lines: fc.array(
    fc.record({
      kind: fc.constantFrom(
        "item" as const,
        "item" as const,
        "custom" as const,
        "giftCard" as const,
        "tip" as const,
      ),
      price: fc.integer({ min: 1, max: 50_000 }),
      quantity: fc.integer({ min: 1, max: 7 }),
      off: fc.integer({ min: 0, max: 99 }),
      rates: fc.subarray([...RATES]),
      /** Units that an edit took off before anything was paid back. */
      removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 7 })),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  shipping: fc.option(
    fc.record({ price: fc.integer({ min: 1, max: 3_000 }), taxed: fc.boolean() }),
  ),
  refunds: fc.array(
    fc.record({
      lines: fc.array(
        fc.record({
          at: fc.nat(4),
          units: fc.integer({ min: 1, max: 7 }),
          restock: fc.constantFrom("RETURN", "RETURN", "NO_RESTOCK", "CANCEL", "LEGACY_RESTOCK"),
        }),
        { maxLength: 3 },
      ),
      shipping: fc.integer({ min: 0, max: 100 }),
      extra: fc.integer({ min: -500, max: 500 }),
      named: fc.constantFrom("adjustment", "record", "nothing"),
      agreed: fc.boolean(),
      /** What goes out instead of what came back. */
      exchange: fc.option(
        fc.record({
          price: fc.integer({ min: 1, max: 60_000 }),
          quantity: fc.integer({ min: 1, max: 3 }),
          rates: fc.subarray([...RATES]),
        }),
        { freq: 3 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
export type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Shopify splits a line's money over its units to the cent: the first `n` units of an amount. */
export const upTo = (amount: number, units: number, n: number): number =>
  Math.floor((amount * n) / units);

export const lineAmounts = (
  {
    price,
    quantity,
    off,
    rates,
  }: Pick<History["lines"][number], "price" | "quantity" | "off" | "rates">,
  included: boolean,
) => {
  const whole = price * quantity;
  const total = whole - Math.round((whole * off) / 100);
  const sum = rates.reduce((all, rate) => all + Number(rate), 0);
  const taxes = rates.map((rate) => Math.round((total * Number(rate)) / (included ? 1 + sum : 1)));
  return { whole, total, taxes };
};

export const taxOf = (rate: string, amount: number): OrderTax => ({
  title: `Tax ${rate}`,
  rate,
  channelLiable: false,
  price: bag(cents(amount)),
});

/** Units of a line that an edit took off; never the last one of the first line, so that something was sold. */
export const removedUnits = ({ lines }: History, at: number): number => {
  const { quantity = 0, removed = 0 } = lines[at] ?? {};
  return Math.min(removed, at === 0 ? quantity - 1 : quantity);
};

/** Cents of the first so many units of a line, and their tax. */
export const firstUnits = (raw: History, at: number, units: number): [number, number] => {
  const entry = raw.lines[at];
  if (!entry || units === 0) return [0, 0];
  const { total, taxes } = lineAmounts(entry, raw.taxesIncluded);
  const tax = taxes.reduce((sum, one) => sum + one, 0);
  return [upTo(total, entry.quantity, units), upTo(tax, entry.quantity, units)];
};

export function orderOf(raw: History) {
  const lines = raw.lines.map((entry, index) => {
    const { whole, total, taxes } = lineAmounts(entry, raw.taxesIncluded);
    return line({
      id: gid("LineItem", index + 1),
      kind: entry.kind,
      variantId: entry.kind === "item" ? gid("ProductVariant", index + 1) : null,
      quantity: entry.quantity,
      unitPrice: bag(cents(entry.price)),
      discount: bag(cents(whole - total)),
      taxes: entry.rates.map((rate, place) => taxOf(rate, taxes[place] ?? 0)),
    });
  });
  const { shipping } = raw;
  const shippingTax = shipping?.taxed
    ? Math.round((shipping.price * 0.19) / (raw.taxesIncluded ? 1.19 : 1))
    : 0;
  const snapshot = order({
    content: {
      taxesIncluded: raw.taxesIncluded,
      lines,
      shippingLines: shipping
        ? [
            shippingLine({
              originalPrice: bag(cents(shipping.price)),
              taxes: shipping.taxed ? [taxOf("0.19", shippingTax)] : [],
            }),
          ]
        : [],
      removals: raw.lines.flatMap((_line, at): Removal[] => {
        const units = removedUnits(raw, at);
        if (units === 0) return [];
        const [subtotal, tax] = firstUnits(raw, at, units).map((part) => bag(cents(part)));
        const none = bag("0");
        return [
          {
            refundId: gid("Refund", 900 + at),
            createdAt: "2026-03-02T00:00:00Z",
            lines: [
              {
                lineId: gid("LineItem", at + 1),
                quantity: units,
                subtotal: subtotal ?? none,
                tax: tax ?? none,
              },
            ],
          },
        ];
      }),
    },
  });
  return { snapshot, shippingTax };
}
