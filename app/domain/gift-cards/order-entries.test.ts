import { describe, expect, it } from "vitest";
import { snapshotFromShopify } from "#app/domain/orders/read/snapshot-from-shopify.ts";
import { sampleOrder } from "#app/domain/orders/snapshot/sample-order.fixture.ts";
import { orderEntries, type CardOrder, type SoldCard } from "./order-entries.ts";
import type { PaidWith } from "./receipt.ts";

const eur = (amount: string) => ({
  shop: { amount, currency: "EUR" },
  presentment: { amount, currency: "EUR" },
});
const LINE = "gid://shopify/LineItem/1";
const REFUND = "gid://shopify/Refund/1";
const base = snapshotFromShopify(sampleOrder());
const [line] = base.content.lines;
if (!line) throw new Error("the sample order has no line");

const order = (over: {
  quantity?: number;
  status?: string;
  transactions?: object[];
  refunds?: object[];
  removed?: number;
}): CardOrder =>
  ({
    content: {
      processedAt: "2026-10-01T10:00:00Z",
      lines: [
        {
          ...line,
          id: LINE,
          kind: "giftCard",
          quantity: over.quantity ?? 1,
          unitPrice: eur("50"),
        },
      ],
      removals:
        over.removed === undefined
          ? []
          : [
              {
                refundId: REFUND,
                createdAt: "2026-10-01T11:00:00Z",
                lines: [
                  { lineId: LINE, quantity: over.removed, subtotal: eur("50"), tax: eur("0") },
                ],
              },
            ],
    },
    state: {
      financialStatus: over.status ?? "PAID",
      transactions: over.transactions ?? [],
      refunds: over.refunds ?? [],
    },
  }) as CardOrder;
const payment = (over: object) => ({
  id: "t1",
  parentId: null,
  kind: "SALE",
  status: "SUCCESS",
  gateway: "gift_card",
  createdAt: "2026-10-02T10:00:00Z",
  amount: eur("20"),
  ...over,
});
const refund = (quantity: number, subtotal: string, over: object = {}) => ({
  id: REFUND,
  createdAt: "2026-10-03T10:00:00Z",
  canCreateCreditMemo: true,
  transactions: [{ id: "r", kind: "REFUND", status: "SUCCESS" }],
  lines: [{ id: "l", lineId: LINE, quantity, subtotal: eur(subtotal) }],
  ...over,
});
const card = (number: number, over: Partial<SoldCard> = {}): SoldCard => ({
  giftCardId: `gid://shopify/GiftCard/${number}`,
  lineId: LINE,
  currency: "EUR",
  ended: false,
  issuedAt: "2026-10-01T10:00:00Z",
  ...over,
});
const entries = (
  of: CardOrder,
  sold: SoldCard[] = [],
  paidWith: Record<string, PaidWith> = {},
  currencies: Record<string, string> = {},
  told: string[] = [],
) =>
  orderEntries(of, {
    told: new Set(told),
    sold,
    paidWith: new Map(Object.entries(paidWith)),
    currencies: new Map(Object.entries(currencies)),
  }).map(({ kind, amount, currency, giftCardId }) => [kind, amount, currency, giftCardId]);

describe("what an order changes about gift cards", () => {
  it("sold cards count once the order is paid, as far as they aren't known as cards", () => {
    expect(entries(order({ quantity: 3 }))).toEqual([["issued", "150", "EUR", null]]);
    expect(entries(order({ quantity: 3, status: "PENDING" }))).toEqual([]);
    expect(entries(order({ quantity: 3, status: "AUTHORIZED" }))).toEqual([]);
    expect(entries(order({ quantity: 3 }), [card(1)])).toEqual([["issued", "100", "EUR", null]]);
    expect(entries(order({ quantity: 1 }), [card(1)])).toEqual([]);
    expect(entries(order({ quantity: 3, removed: 1 }))).toEqual([["issued", "100", "EUR", null]]);
  });

  it("payments lower what is owed, refunds onto the card raise it; others and failed ones do nothing", () => {
    const paid = { giftCardId: "gid://shopify/GiftCard/9", lastCharacters: "p4ss" } as const;
    const of = order({
      status: "PENDING",
      transactions: [
        payment({}),
        payment({ id: "t2", status: "FAILURE" }),
        payment({ id: "t3", gateway: "shopify_payments" }),
        payment({ id: "t4", kind: "REFUND", parentId: "t1", amount: eur("7.5") }),
        payment({ id: "t5", kind: "REFUND", status: "PENDING", parentId: "t1" }),
      ],
    });
    // The refund's receipt names no card: it is that of the payment.
    expect(entries(of, [], { t1: paid })).toEqual([
      ["redeemed", "-20", "EUR", paid.giftCardId],
      ["restored", "7.5", "EUR", paid.giftCardId],
    ]);
    expect(entries(of)).toEqual([
      ["redeemed", "-20", "EUR", null],
      ["restored", "7.5", "EUR", null],
    ]);
  });

  it("a card in the buyer's currency is owed in it, any other in the shop's", () => {
    const amount = {
      shop: { amount: "18.5", currency: "EUR" },
      presentment: { amount: "20", currency: "USD" },
    };
    const of = order({ status: "PENDING", transactions: [payment({ amount })] });
    const c = card(3).giftCardId;
    const paid = { t1: { giftCardId: c, lastCharacters: "" } };
    expect(entries(of, [], paid, { [c]: "USD" })).toEqual([["redeemed", "-20", "USD", c]]);
    expect(entries(of, [], paid, { [c]: "EUR" })).toEqual([["redeemed", "-18.5", "EUR", c]]);
    expect(entries(of, [], paid)).toEqual([["redeemed", "-18.5", "EUR", c]]);
  });

  it("sold cards that are given back: unit by unit, disabled ones first, to the cent", () => {
    const cards = [card(1), card(2, { ended: true }), card(3)];
    expect(entries(order({ quantity: 3, refunds: [refund(2, "100.01")] }), cards)).toEqual([
      ["refunded", "-50.01", "EUR", card(2).giftCardId],
      ["refunded", "-50", "EUR", card(1).giftCardId],
    ]);
    expect(entries(order({ refunds: [refund(1, "50")] }))).toEqual([
      ["issued", "50", "EUR", null],
      ["refunded", "-50", "EUR", null],
    ]);
  });

  it("a refund whose money did not go out, or that only removes the line, gives nothing back", () => {
    const failed = refund(1, "50", {
      transactions: [{ id: "r", kind: "REFUND", status: "FAILURE" }],
    });
    const removal = refund(1, "50", { canCreateCreditMemo: false });
    for (const one of [failed, removal])
      expect(entries(order({ refunds: [one] }), [card(1)])).toEqual([]);
  });

  it("a payment with a card whose own transactions are booked says only which card it was", () => {
    const paid = order({ quantity: 0, transactions: [payment({})] });
    const { giftCardId } = card(7);
    const paidWith = { t1: { giftCardId, lastCharacters: "7g2k" } };
    expect(entries(paid, [], paidWith)).toEqual([["redeemed", "-20", "EUR", giftCardId]]);
    expect(entries(paid, [], paidWith, {}, [giftCardId])).toEqual([
      ["redeemed", "0", "EUR", giftCardId],
    ]);
  });
});
