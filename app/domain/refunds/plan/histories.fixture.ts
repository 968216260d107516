// Random histories held against a reference that adds up what must stand where. It counts in whole cents and knows nothing of the planner.
import fc from "fast-check";
import { expect } from "vitest";
import { planDocument } from "#app/domain/documents/plan/plan-document.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import * as decimal from "#app/money/decimal.ts";
import { bag, gid, planInput, settings } from "#tests/fixtures/orders.ts";
import type { History } from "./history.fixture.ts";
import { cents, history, orderOf, refundsOf } from "./history.fixture.ts";
import { unitsOf } from "./left-on-document.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";

const INSIDE: readonly string[] = ["6100", "2900", "8200", "8900", "8910", "6810", "6830"];

/** Plans the document and every credit memo of a history, and holds them against the reference: 0 cents out. */
function checkHistory(raw: History): void {
  const { snapshot: sold, shippingTax } = orderOf(raw);
  const card = settings({ customLines: "account", customLineAccount: "6100" });
  const base = planInput(sold, { settings: card });
  const capabilities = { ...base.capabilities, taxInclusivePrices: raw.inclusiveErp };
  const document = planDocument({ ...base, capabilities });
  if (!document.document) throw new Error(JSON.stringify(document.problems));
  const all = refundsOf(raw, shippingTax);
  const snapshot = {
    ...sold,
    state: {
      ...sold.state,
      refunds: all.map(({ given }) => given),
      agreements: all.flatMap(({ given, agreed, extra }) =>
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
    },
  };
  const units = new Map<string, number>();
  let credited = "0";
  for (const { given, books, cents: total } of all) {
    const plan = planCreditMemo({
      ...base,
      snapshot,
      capabilities,
      refund: given,
      made: { number: "SO1", draft: document.document, iso: "EUR", leftOff: false },
      credited: { quantities: units, total: credited },
    });
    expect(plan.problems).toEqual([]);
    const memo = plan.document;
    if (!memo) throw new Error("no credit memo");
    expect(memo.expected.gross).toBe(cents(total));
    const found: Record<string, string> = {};
    for (const entry of memo.lines) {
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
  const net = decimal.subtract(document.document.expected.gross, credited);
  const shopify = decimal.subtract(
    sold.content.totals.total.shop.amount,
    cents(all.reduce((sum, one) => sum + one.cents, 0)),
  );
  expect(net).toBe(decimal.normalize(shopify));
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
  fc.assert(fc.property(history, checkHistory), { numRuns });
