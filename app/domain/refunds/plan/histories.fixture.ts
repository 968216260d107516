// Random histories held against a reference that adds up what must stand where. It counts in whole cents and knows nothing of the planner.
import fc from "fast-check";
import { expect } from "vitest";
import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import { exchangeOrder } from "#app/domain/documents/plan/exchange-order.ts";
import { conflictOf } from "#app/domain/orders/conflicts/conflict.ts";
import { isExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { bag, gid, order, planInput, settings } from "#tests/fixtures/orders.ts";
import type { History } from "./history.fixture.ts";
import type { Exchanged } from "./history-exchange.fixture.ts";
import { cents, firstUnits, history, orderOf, removedUnits } from "./history.fixture.ts";
import { refundsOf } from "./history-refunds.fixture.ts";
import { unitsOf } from "./left-on-document.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";
import type { LineId } from "#app/lib/ids.ts";

const INSIDE: readonly string[] = ["6100", "2900", "8200", "8900", "8910", "6810", "6830"];

/** Plans the document and every credit memo of a history, and holds them against the reference: 0 cents out. */
function checkHistory(raw: History, exchangeAs: Settings["exchangeAs"]): void {
  const { snapshot: before, shippingTax } = orderOf(raw);
  const all = refundsOf(raw, shippingTax);
  const exchanges = all.flatMap(({ exchange }) => exchange ?? []);
  const sold = withExchanges(raw, before, exchanges);
  const card = settings({ customLines: "account", customLineAccount: "6100", exchangeAs });
  const base = planInput(sold, { settings: card });
  const capabilities = { ...base.capabilities, taxInclusivePrices: raw.inclusiveErp };
  const document = planDocument({ ...base, capabilities });
  if (!document.document) throw new Error(JSON.stringify(document.problems));
  // Processed before the exchanges or after them, the order's own document is the same, and they are no conflict of it.
  const atOrdering = planDocument({ ...base, capabilities, snapshot: before });
  expect(atOrdering.document?.lines).toEqual(document.document.lines);
  expect(atOrdering.document?.expected).toEqual(document.document.expected);
  const known = { cancelled: false, refunds: all.map(({ given }) => given.id) };
  const snapshot = {
    ...sold,
    state: {
      ...sold.state,
      refunds: all.map(({ given }) => given),
      returns: exchanges.map(({ entry }) => entry),
      agreements: [
        ...exchanges.map(({ agreement }) => agreement),
        ...all.flatMap(({ given, agreed, extra }) =>
          agreed === null
            ? []
            : [
                {
                  id: gid("SalesAgreement", given.id.replace(/\D/g, "")),
                  happenedAt: "2026-03-05T23:30:00Z",
                  reason: "REFUND",
                  refundId: given.id,
                  returnId: null,
                  sales: [
                    ["PRODUCT", agreed - extra],
                    ["ADDITIONAL_FEE", extra],
                  ].map(([lineType, amount]) => ({
                    id: gid("Sale", String(lineType)),
                    action: "RETURN",
                    lineType: String(lineType),
                    quantity: null,
                    total: bag(cents(-Number(amount))),
                    tax: bag("0"),
                    lineId: null,
                    shippingLineId: null,
                  })),
                },
              ],
        ),
      ],
    },
  };
  expect(conflictOf(before, snapshot, snapshot.state, known)).toEqual([]);
  // On its credit memo where what came back pays for exactly that; else sold apart.
  const onMemo = (number: number): boolean => {
    const one = all[number];
    return (
      exchangeAs === "creditMemo" &&
      one?.exchange != null &&
      one.exchange.worth > 0 &&
      one.exchange.worth === one.cents - one.money
    );
  };
  const apart = all.flatMap(({ exchange }, number) =>
    exchange && !onMemo(number) ? exchange : [],
  );
  const sent = apart.map(({ line, worth }) => {
    const plan = planDocument({
      ...base,
      capabilities,
      snapshot: exchangeOrder(snapshot, [line.id]),
      numberSuffix: "-E1",
    });
    expect(plan.problems).toEqual([]);
    if (!plan.document) throw new Error("no document of an exchange");
    expect(plan.document.expected.gross).toBe(cents(worth));
    expect(plan.document.lines.map(({ shopifyLineId }) => shopifyLineId)).toEqual([line.id]);
    return plan.document;
  });
  const units = new Map<LineId, number>();
  let credited = "0";
  for (const [number, { given, books, cents: total, exchange }] of all.entries()) {
    const plan = planCreditMemo({
      ...base,
      snapshot,
      capabilities,
      refund: given,
      made: {
        number: "SO1",
        draft: document.document,
        iso: "EUR",
        exchanges: sent,
        leftOff: false,
      },
      credited: { quantities: units, total: credited },
      sentOut: new Set(apart.map(({ line }) => line.id)),
    });
    expect(plan.problems).toEqual([]);
    const memo = plan.document;
    if (!memo) throw new Error("no credit memo");
    const out = memo.lines.filter(isExchangeLine);
    expect(out.map(({ shopifyLineId }) => shopifyLineId)).toEqual(
      onMemo(number) ? [exchange?.line.id] : [],
    );
    expect(memo.expected.gross).toBe(
      cents(onMemo(number) ? total - (exchange?.worth ?? 0) : total),
    );
    const found: Record<string, string> = {};
    for (const entry of memo.lines.filter((line) => !isExchangeLine(line))) {
      const name = entry.account ?? "items";
      found[name] = decimal.add(found[name] ?? "0", grossOf(entry, memo.pricesIncludeTax));
    }
    const expected = Object.fromEntries(
      [...books]
        .filter(([, amount]) => amount !== 0)
        .map(([name, amount]) => [name, cents(amount)]),
    );
    const kept = Object.entries(found).filter(([, amount]) => !decimal.isZero(amount));
    expect(Object.fromEntries(kept)).toEqual(expected);
    expect(kept.every(([name]) => name === "items" || INSIDE.includes(name))).toBe(true);
    for (const [lineId, count] of unitsOf(given))
      units.set(lineId, (units.get(lineId) ?? 0) + count);
    credited = decimal.add(credited, memo.expected.gross);
  }
  const documents = [document.document, ...sent].map(({ expected }) => expected.gross);
  const net = decimal.subtract(decimal.add("0", ...documents), credited);
  expect(net).toBe(decimal.normalize(cents(boughtIn(raw, before) + balanceOf(all))));
}

/** What the buyer paid for what was ordered and not taken off by an edit, in cents. */
const boughtIn = (raw: History, { content }: OrderSnapshot): number =>
  raw.lines.reduce(
    (sum, _line, at) => {
      const [subtotal, tax] = firstUnits(raw, at, removedUnits(raw, at));
      return sum - subtotal - (raw.taxesIncluded ? 0 : tax);
    },
    Math.round(Number(content.totals.total.shop.amount) * 100),
  );

/** Money that moved afterwards: what went back, and what was paid for dearer goods. */
const balanceOf = (all: ReturnType<typeof refundsOf>): number =>
  all.reduce(
    (sum, { cents: total, money, exchange }) =>
      sum - money + (exchange ? exchange.worth - (total - money) : 0),
    0,
  );

/** The order once its exchanges are lines of it; Shopify's total counts them. */
function withExchanges(
  raw: History,
  before: OrderSnapshot,
  exchanges: readonly Exchanged[],
): OrderSnapshot {
  const { content } = before;
  return exchanges.length === 0
    ? before
    : order({
        content: {
          taxesIncluded: raw.taxesIncluded,
          lines: [...content.lines, ...exchanges.map(({ line }) => line)],
          shippingLines: content.shippingLines,
          removals: content.removals,
        },
      });
}

const grossOf = (entry: DraftLine, pricesIncludeTax: boolean): string => {
  const amount = decimal.subtract(
    decimal.multiply(entry.quantity, entry.unitPrice),
    entry.discount,
  );
  return pricesIncludeTax ? amount : decimal.add(amount, ...entry.taxes.map((tax) => tax.amount));
};

/** Checks this many random histories. */
export const checkHistories = (numRuns: number): void =>
  fc.assert(
    fc.property(
      history,
      fc.constantFrom("salesDocument" as const, "creditMemo" as const),
      checkHistory,
    ),
    { numRuns },
  );
