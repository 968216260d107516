// Refunds of random histories as Shopify would write them, with what each must book.
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import { bag, gid } from "#tests/fixtures/orders.ts";
import { paidBack, refund, refundLine } from "./credit-memo.fixture.ts";
import type { Exchanged } from "./history-exchange.fixture.ts";
import { exchangedFor } from "./history-exchange.fixture.ts";
import type { History } from "./history.fixture.ts";
import { cents, firstUnits, lineAmounts, removedUnits, upTo } from "./history.fixture.ts";

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

/** Refunds as Shopify would write them, with what each must book. */
export function refundsOf(
  raw: History,
  shippingTax: number,
): {
  given: OrderRefund;
  books: Books;
  /** What the credit memo must come to, and what of it goes back as money. */
  cents: number;
  money: number;
  exchange: Exchanged | null;
  agreed: number | null;
  extra: number;
  named: string;
}[] {
  const taken = raw.lines.map((_line, at) => removedUnits(raw, at));
  let shipped = 0;
  let paid = 0;
  const onTop = (tax: number): number => (raw.taxesIncluded ? 0 : tax);
  const worth = raw.lines.reduce(
    (all, entry, at) => {
      const { total, taxes } = lineAmounts(entry, raw.taxesIncluded);
      const [gone, goneTax] = firstUnits(raw, at, removedUnits(raw, at));
      const tax = taxes.reduce((sum, one) => sum + one, 0);
      return all + total - gone + onTop(tax - goneTax);
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
    // What was kept or given beside an exchange is known only where Shopify names it.
    const wanted =
      one.exchange === null || one.named === "adjustment"
        ? one.extra
        : one.named === "record"
          ? Math.max(one.extra, 0)
          : 0;
    // Never more than was paid, never nothing.
    const extra = Math.min(wanted, worth - paid - sum);
    const total = sum + extra;
    // Where the cap changed what an exchange was to bring, nobody could tell what was kept.
    if (total <= 0 || (one.exchange && extra !== wanted && one.named !== "adjustment")) {
      before[0].forEach((units, at) => (taken[at] = units));
      shipped = before[1];
      return [];
    }
    paid += total;
    if (extra !== 0) book(books, one.named === "record" && extra > 0 ? "6830" : "8900", extra);
    const exchange = exchangedFor(raw, number);
    const money = total - Math.min(exchange?.worth ?? 0, total);
    const given = refund(cents(money), {
      id: gid("Refund", number + 1),
      returnId: exchange ? gid("Return", number + 1) : null,
      lines,
      shipping,
      transactions: money === 0 ? [] : [paidBack(bag(cents(money)))],
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
        money,
        exchange,
        agreed: one.agreed || record ? total : null,
        extra: record ? extra : 0,
        named: one.named,
      },
    ];
  });
}
