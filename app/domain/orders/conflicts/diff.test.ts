import { describe, expect, it } from "vitest";
import type { KnownThen } from "./conflict.ts";
import { conflictOf, happeningsOf, isResolved } from "./conflict.ts";
import diffTexts from "#app/i18n/locales/en/diff.json";
import { diffVersions } from "./diff.ts";
import {
  address,
  eur,
  refundLine,
  sampleHead,
  sampleLine,
  sampleOrder,
  sampleRefund,
} from "../snapshot/sample-order.fixture.ts";
import { snapshotFromShopify } from "../read/snapshot-from-shopify.ts";
import type { WholeOrder } from "../read/whole-order.ts";

const read = (over: Partial<WholeOrder> = {}) => snapshotFromShopify(sampleOrder(over));
const base = read();
const texts = (over: Partial<WholeOrder>) => diffVersions(base, read(over)).map(({ text }) => text);
const shipping = sampleOrder().shippingLines.map((line) => ({
  ...line,
  originalPriceSet: eur("6.0"),
}));

describe("differences between versions (IMP-11)", () => {
  it.each<[string, Partial<WholeOrder>, string[]]>([
    ["nothing", {}, []],
    [
      "quantity lowered by an edit",
      { refunds: [sampleRefund(1, [refundLine("gid://shopify/LineItem/1", 1)])] },
      ["diff.quantity"],
    ],
    [
      "line removed by an edit",
      { refunds: [sampleRefund(1, [refundLine("gid://shopify/LineItem/1", 2)])] },
      ["diff.lineRemoved"],
    ],
    [
      "line added",
      { lines: [sampleLine(1), sampleLine(2), sampleLine(3)] },
      ["diff.lineAdded", "diff.locations"],
    ],
    [
      "price",
      { lines: [sampleLine(1, { originalUnitPriceSet: eur("9.0") }), sampleLine(2)] },
      ["diff.price"],
    ],
    ["shipping", { shippingLines: shipping }, ["diff.shipping"]],
    [
      "address",
      { head: sampleHead({ shippingAddress: address({ city: "Hamburg" }) }) },
      ["diff.shipTo"],
    ],
    ["tags", { head: sampleHead({ tags: ["a"] }) }, ["diff.tags"]],
  ])("%s", (_name, over, expected) => {
    expect(texts(over)).toEqual(expected);
    for (const text of texts(over)) expect(diffTexts).toHaveProperty(text.replace("diff.", ""));
  });
});

const refundedGoods = sampleRefund(7, [refundLine("gid://shopify/LineItem/1", 1)], {
  totalRefundedSet: eur("10.0"),
});

describe("conflicts of processed orders (I-50, I-53, I-41)", () => {
  const conflict = (
    over: Partial<WholeOrder>,
    known: KnownThen = { cancelled: false, refunds: [] },
  ) => {
    const after = read(over);
    return conflictOf(base, after, after.state, known).length > 0;
  };
  it.each<[string, Partial<WholeOrder>, boolean]>([
    [
      "tags, note, attributes",
      {
        head: sampleHead({ tags: ["x"], note: "n", customAttributes: [{ key: "k", value: "v" }] }),
      },
      false,
    ],
    ["location", { fulfillmentOrders: [] }, false],
    [
      "quantity lowered",
      { refunds: [sampleRefund(1, [refundLine("gid://shopify/LineItem/1", 1)])] },
      true,
    ],
    [
      "refund of money",
      {
        refunds: [
          sampleRefund(1, [refundLine("gid://shopify/LineItem/1", 1)], {
            totalRefundedSet: eur("10.0"),
          }),
        ],
      },
      true,
    ],
    [
      "a line added and removed again by edits",
      {
        lines: [sampleLine(1), sampleLine(2), sampleLine(3)],
        refunds: [
          sampleRefund(1, [
            refundLine("gid://shopify/LineItem/3", 2, { subtotalSet: eur("20.0") }),
          ]),
        ],
        head: sampleHead({ totalPriceSet: eur("65.0") }),
      },
      false,
    ],
    [
      "a line added by an edit",
      {
        lines: [sampleLine(1), sampleLine(2), sampleLine(3)],
        head: sampleHead({ totalPriceSet: eur("65.0") }),
      },
      true,
    ],
    [
      "lines and their taxes in another order",
      {
        lines: [sampleLine(2), sampleLine(1)].map((line) => ({
          ...line,
          taxLines: [...line.taxLines].reverse(),
        })),
      },
      false,
    ],
    ["shipping price", { shippingLines: shipping }, true],
    [
      "ship-to address",
      { head: sampleHead({ shippingAddress: address({ city: "Hamburg" }) }) },
      true,
    ],
    ["address erased by Shopify", { head: sampleHead({ shippingAddress: null }) }, false],
    [
      "cancelled without refund",
      { head: sampleHead({ cancelledAt: "2026-11-21T10:00:00Z" }) },
      true,
    ],
    [
      "cancelled with every line refunded",
      {
        head: sampleHead({ cancelledAt: "2026-11-21T10:00:00Z" }),
        refunds: [
          sampleRefund(
            1,
            [refundLine("gid://shopify/LineItem/1", 2), refundLine("gid://shopify/LineItem/2", 2)],
            { totalRefundedSet: eur("45.0") },
          ),
        ],
      },
      true,
    ],
  ])("%s", (_name, over, expected) => expect(conflict(over)).toBe(expected));
  it("what the document knows is no conflict", () => {
    const cancelled = { head: sampleHead({ cancelledAt: "2026-11-21T10:00:00Z" }) };
    expect(conflict(cancelled, { cancelled: true, refunds: [] })).toBe(false);
    const refunds = { refunds: [refundedGoods] };
    const [refund] = read(refunds).state.refunds;
    expect(conflict(refunds, { cancelled: false, refunds: [refund?.id ?? ""] })).toBe(false);
    expect(conflict(refunds, { cancelled: true, refunds: ["another"] })).toBe(true);
  });
  it("stays resolved whatever does not bear on the document (I-54)", () => {
    const refunds = { refunds: [refundedGoods] };
    const now = read(refunds);
    const resolved = {
      ...now,
      exchanged: [],
      happenings: happeningsOf(now.content, now.state).map((one) => one.key),
    };
    const tagged = read({ ...refunds, head: sampleHead({ tags: ["later"] }) });
    expect(isResolved(resolved, tagged, tagged.state)).toBe(true);
    const cancelled = read({
      ...refunds,
      head: sampleHead({ cancelledAt: "2026-11-21T10:00:00Z" }),
    });
    expect(isResolved(resolved, cancelled, cancelled.state)).toBe(false);
    expect(isResolved({ ...base, exchanged: [], happenings: [] }, now, now.state)).toBe(false);
  });
});
