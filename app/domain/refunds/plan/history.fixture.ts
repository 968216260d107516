// Random histories of an order and its refunds, in whole cents, as Shopify would write them.
import fc from "fast-check";
import type { OrderRefund, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import { bag, gid, line, order, shippingLine } from "#tests/fixtures/orders.ts";
import { paidBack, refund, refundLine } from "./credit-memo.fixture.ts";

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
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
export type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Shopify splits a line's money over its units to the cent: the first `n` units of an amount. */
const upTo = (amount: number, units: number, n: number): number => Math.floor((amount * n) / units);

const lineAmounts = (
  { price, quantity, off, rates }: History["lines"][number],
  included: boolean,
) => {
  const whole = price * quantity;
  const total = whole - Math.round((whole * off) / 100);
  const sum = rates.reduce((all, rate) => all + Number(rate), 0);
  const taxes = rates.map((rate) => Math.round((total * Number(rate)) / (included ? 1 + sum : 1)));
  return { whole, total, taxes };
};

/** What must stand on each account, in cents with tax; "items" for all that came back to stock. */
type Books = Map<string, number>;
const book = (books: Books, account: string, amount: number): void =>
  void books.set(account, (books.get(account) ?? 0) + amount);

const accountOf = (kind: History["lines"][number]["kind"], restock: string): string => {
  if (kind === "giftCard") return "2900";
  if (kind === "tip") return "8200";
  if (restock === "CANCEL") return "8900";
  if (restock === "NO_RESTOCK") return "8910";
  return kind === "custom" ? "6100" : "items";
};

export function orderOf(raw: History) {
  const taxOf = (rate: string, amount: number): OrderTax => ({
    title: `Tax ${rate}`,
    rate,
    channelLiable: false,
    price: bag(cents(amount)),
  });
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
    },
  });
  return { snapshot, shippingTax };
}

/** Refunds as Shopify would write them, with what each must book. */
export function refundsOf(
  raw: History,
  shippingTax: number,
): {
  given: OrderRefund;
  books: Books;
  cents: number;
  agreed: number | null;
  extra: number;
  named: string;
}[] {
  const taken = raw.lines.map(() => 0);
  let shipped = 0;
  let paid = 0;
  const onTop = (tax: number): number => (raw.taxesIncluded ? 0 : tax);
  const worth = raw.lines.reduce(
    (all, entry) => {
      const { total, taxes } = lineAmounts(entry, raw.taxesIncluded);
      return all + total + onTop(taxes.reduce((sum, tax) => sum + tax, 0));
    },
    raw.shipping ? raw.shipping.price + onTop(shippingTax) : 0,
  );
  return raw.refunds.flatMap((one, number) => {
    const books: Books = new Map();
    let sum = 0;
    const before = [taken.slice(), shipped] as const;
    const lines = one.lines.flatMap(({ at, units, restock }) => {
      const entry = raw.lines[at];
      if (!entry) return [];
      const had = taken[at] ?? 0;
      const count = Math.min(units, entry.quantity - had);
      if (count < 1) return [];
      taken[at] = had + count;
      const { total, taxes } = lineAmounts(entry, raw.taxesIncluded);
      const part = (amount: number): number =>
        upTo(amount, entry.quantity, had + count) - upTo(amount, entry.quantity, had);
      const subtotal = part(total);
      const tax = part(taxes.reduce((all, each) => all + each, 0));
      book(books, accountOf(entry.kind, restock), subtotal + onTop(tax));
      sum += subtotal + onTop(tax);
      return [
        refundLine(gid("LineItem", at + 1), count, cents(subtotal), {
          restockType: restock,
          restocked: restock === "RETURN" || restock === "CANCEL",
          price: bag(decimal.round(decimal.divide(cents(subtotal), String(count)), 2)),
          tax: bag(cents(tax)),
        }),
      ];
    });
    const shipping: OrderRefund["shipping"] = [];
    if (raw.shipping && one.shipping > 0) {
      const next = Math.min(100, shipped + one.shipping);
      const part = (amount: number): number => upTo(amount, 100, next) - upTo(amount, 100, shipped);
      const subtotal = part(raw.shipping.price);
      const tax = part(shippingTax);
      shipped = next;
      if (subtotal > 0) {
        book(books, "6810", subtotal + onTop(tax));
        sum += subtotal + onTop(tax);
        shipping.push({
          shippingLineId: gid("ShippingLine", 1),
          subtotal: bag(cents(subtotal)),
          tax: bag(cents(tax)),
        });
      }
    }
    // Never more than was paid, never nothing.
    const extra = Math.min(one.extra, worth - paid - sum);
    const total = sum + extra;
    if (total <= 0) {
      before[0].forEach((units, at) => (taken[at] = units));
      shipped = before[1];
      return [];
    }
    paid += total;
    if (extra !== 0) book(books, one.named === "record" && extra > 0 ? "6830" : "8900", extra);
    const given = refund(cents(total), {
      id: gid("Refund", number + 1),
      lines,
      shipping,
      transactions: [paidBack(bag(cents(total)))],
      adjustments:
        one.named === "adjustment" && extra !== 0
          ? [{ reason: "REFUND_DISCREPANCY", amount: bag(cents(-extra)), tax: bag("0") }]
          : [],
    });
    const record = one.named === "record" && extra > 0;
    return [
      {
        given,
        books,
        cents: total,
        agreed: one.agreed || record ? total : null,
        extra: record ? extra : 0,
        named: one.named,
      },
    ];
  });
}
