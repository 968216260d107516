import { describe, expect, it } from "vitest";
import { conflictOf } from "#app/domain/orders/conflicts/conflict.ts";
import type { OrderLine, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, gid, line, order, planInput, settings, tax } from "#tests/fixtures/orders.ts";
import { exchangeOrder, exchangesOf } from "./exchange-order.ts";
import { planDocument } from "./plan-document.ts";

const JUG = gid("LineItem", 2);
const jug = (over: Partial<OrderLine> = {}): OrderLine =>
  line({
    id: JUG,
    variantId: gid("ProductVariant", 2),
    exchange: true,
    quantity: 2,
    unitPrice: bag("4.00"),
    taxes: [tax(bag("1.52"))],
    ...over,
  });

type State = OrderSnapshot["state"];
const returned = (over: Partial<State["returns"][number]> = {}): State["returns"][number] => ({
  id: gid("Return", 1),
  name: "#1001-R1",
  status: "OPEN",
  quantity: 1,
  createdAt: "2026-03-05T23:30:00Z",
  closedAt: null,
  approvedAt: null,
  declineReason: null,
  lines: [],
  shippingFees: [],
  exchanges: [{ id: gid("ExchangeLineItem", 1), quantity: 2, processed: 0, lineIds: [JUG] }],
  reverseOrders: [],
  ...over,
});

function exchanging(
  over: { jug?: Partial<OrderLine>; return?: Parameters<typeof returned>[0] } = {},
  state: Partial<State> = {},
): OrderSnapshot {
  const made = order({ content: { lines: [line(), jug(over.jug)] } });
  return { ...made, state: { ...made.state, returns: [returned(over.return)], ...state } };
}

const sold = (total: string, taxed: string): State["agreements"] => [
  {
    id: gid("SalesAgreement", 1),
    happenedAt: "2026-03-05T23:30:00Z",
    reason: "RETURN",
    refundId: null,
    returnId: gid("Return", 1),
    sales: [
      {
        id: gid("Sale", 1),
        action: "ORDER",
        lineType: "PRODUCT",
        quantity: 2,
        total: bag(total),
        tax: bag(taxed),
        lineId: JUG,
        shippingLineId: null,
      },
    ],
  },
];

describe("what a return sends out", () => {
  it("may go when Shopify does not hold it for the returned goods any more", () => {
    const held = exchanging(
      {},
      {
        fulfillmentOrders: [
          {
            id: gid("FulfillmentOrder", 2),
            status: "ON_HOLD",
            requestStatus: "UNSUBMITTED",
            fulfillAt: null,
            locationId: null,
            locationName: "Lübeck",
            deliveryMethod: "SHIPPING",
            supportedActions: [],
            holds: [
              { id: "h", reason: "AWAITING_RETURN_ITEMS", displayReason: "Exchange", notes: null },
            ],
            lines: [{ id: "l", lineId: JUG, total: 2, remaining: 2 }],
          },
        ],
      },
    );
    expect(exchangesOf(held)).toMatchObject([{ lineIds: [], heldLineIds: [JUG] }]);
    expect(exchangesOf(exchanging())).toMatchObject([
      { returnName: "#1001-R1", lineIds: [JUG], heldLineIds: [] },
    ]);
  });
  it("is nothing where the return ended without it, or an edit took all of it away", () => {
    expect(exchangesOf(exchanging({ return: { status: "CANCELED" } }))).toEqual([]);
    const made = exchanging();
    const removals = [
      {
        refundId: gid("Refund", 9),
        createdAt: "2026-03-06T00:00:00Z",
        lines: [{ lineId: JUG, quantity: 2, subtotal: bag("8"), tax: bag("1.52") }],
      },
    ];
    expect(exchangesOf({ ...made, content: { ...made.content, removals } })).toEqual([]);
  });
  it("is planned as an order of its own, numbered beside the first", () => {
    const plan = planDocument({
      ...planInput(exchangeOrder(exchanging({}, { agreements: sold("9.52", "1.52") }), [JUG]), {
        settings: settings({ useShopifyOrderNumber: true }),
      }),
      numberSuffix: "-E1",
    });
    expect(plan.problems).toEqual([]);
    expect(plan.document).toMatchObject({
      number: "#1001-E1",
      shopifyOrderNumber: "#1001",
      lines: [{ shopifyLineId: JUG, quantity: "2", unitPrice: "4" }],
      expected: { net: "8", tax: "1.52", gross: "9.52" },
    });
    expect(plan.proof.proved).toBe(true);
  });
  it("is held against Shopify's sales records; without any it is what its lines come to", () => {
    const plan = (agreements: State["agreements"]) =>
      planDocument(planInput(exchangeOrder(exchanging({}, { agreements }), [JUG])));
    expect(plan(sold("10.52", "1.52")).problems.map(({ kind }) => kind)).toEqual([
      "unproved-total",
    ]);
    expect(plan([]).document?.expected.gross).toBe("9.52");
  });
  it("has what edits left of it", () => {
    const made = exchanging({}, { agreements: sold("9.52", "1.52") });
    const removals = [
      {
        refundId: gid("Refund", 9),
        createdAt: "2026-03-06T00:00:00Z",
        lines: [{ lineId: JUG, quantity: 1, subtotal: bag("4"), tax: bag("0.76") }],
      },
    ];
    const plan = planDocument(
      planInput(exchangeOrder({ ...made, content: { ...made.content, removals } }, [JUG])),
    );
    expect(plan.document?.expected.gross).toBe("4.76");
    expect(plan.document?.lines).toMatchObject([{ quantity: "1" }]);
  });
});

describe("an exchange is no conflict of the order's own document", () => {
  const before = order();
  const known = { cancelled: false, refunds: [] };
  it.each([
    ["counted in Shopify's total", exchanging()],
    ["not counted in it", { ...exchanging(), ...notCounted() }],
  ])("%s", (_name, after) => {
    expect(conflictOf(before, after, after.state, known)).toEqual([]);
  });
  it("another line that came in with it is one", () => {
    const after = order({
      content: { lines: [line(), jug(), line({ id: gid("LineItem", 3), unitPrice: bag("3") })] },
    });
    expect(conflictOf(before, after, after.state, known).map(({ text }) => text)).toEqual([
      "diff.lineAdded",
      "diff.total",
    ]);
  });

  function notCounted(): Pick<OrderSnapshot, "content"> {
    const { content } = exchanging();
    return { content: { ...content, totals: order().content.totals } };
  }
});
