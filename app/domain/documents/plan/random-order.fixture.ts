import fc from "fast-check";
import {
  bag,
  capabilities,
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

/** Orders with everything that bears on their totals, for properties. */

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
export const rawOrder = fc.record({
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
export type Raw = typeof rawOrder extends fc.Arbitrary<infer T> ? T : never;

const perSide = (
  of: MoneyBag,
  change: (value: string, side: "shop" | "presentment") => string,
): MoneyBag => ({
  shop: { ...of.shop, amount: change(of.shop.amount, "shop") },
  presentment: { ...of.presentment, amount: change(of.presentment.amount, "presentment") },
});

export function build(raw: Raw) {
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
