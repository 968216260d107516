import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateHash, versionHash } from "../snapshot/hash.ts";
import { DOCUMENT_ATTRIBUTE } from "../snapshot/own-attribute.ts";
import {
  address,
  eur,
  refundLine,
  sampleHead,
  sampleLine,
  sampleOrder,
  sampleRefund,
} from "../snapshot/sample-order.fixture.ts";
import { snapshotFromShopify } from "./snapshot-from-shopify.ts";
import type { WholeOrder } from "./whole-order.ts";

const line1 = "gid://shopify/LineItem/1";

describe("an order's snapshot", () => {
  it("tells items, gift cards, tips and custom lines apart, each by itself (I-33)", () => {
    const { content } = snapshotFromShopify(
      sampleOrder({
        lines: [
          sampleLine(1),
          sampleLine(2, { isGiftCard: true }),
          sampleLine(3, { name: "Tip", product: null, variant: null }),
          sampleLine(4, { name: "Tip" }),
          sampleLine(5, { product: null, variant: null }),
        ],
      }),
    );
    expect(content.lines.map((line) => line.kind)).toEqual([
      "item",
      "giftCard",
      "tip",
      "item",
      "custom",
    ]);
  });

  it("keeps amounts as decimal text and adds up discount allocations", () => {
    const { content } = snapshotFromShopify(
      sampleOrder({
        lines: [
          sampleLine(1, {
            discountAllocations: [
              { allocatedAmountSet: eur("0.1") },
              { allocatedAmountSet: eur("0.20") },
            ],
          }),
        ],
      }),
    );
    expect(content.lines[0]?.discount).toEqual({
      shop: { amount: "0.3", currency: "EUR" },
      presentment: { amount: "0.3", currency: "EUR" },
    });
    expect(content.lines[0]?.taxes[0]?.rate).toBe("0.19");
    expect(content.totals.total.shop).toEqual({ amount: "45", currency: "EUR" });
  });

  it("refuses an amount that is no number instead of reading zero", () => {
    expect(() =>
      snapshotFromShopify(sampleOrder({ head: sampleHead({ totalPriceSet: eur("1,000.00") }) })),
    ).toThrow("no number");
  });

  it("takes a lowered quantity as a removal, a refund with money, a return or goods taken back as none (R-12, I-40)", () => {
    const refunds = [
      sampleRefund(1, [refundLine(line1, 1)]),
      sampleRefund(2, [refundLine(line1, 1)], { totalRefundedSet: eur("10.0") }),
      sampleRefund(3, [refundLine(line1, 1)], { return: { id: "gid://shopify/Return/1" } }),
      sampleRefund(4, [refundLine(line1, 1, { restockType: "RETURN" })]),
      sampleRefund(5, [refundLine(line1, 1)], {
        transactions: {
          nodes: [
            {
              id: "t",
              kind: "REFUND",
              status: "PENDING",
              gateway: "bogus",
              amountSet: eur("10.0"),
            },
          ],
        },
      }),
    ];
    const { content, state } = snapshotFromShopify(sampleOrder({ refunds }));
    expect(
      content.removals.map((removal) => [removal.refundId, removal.lines[0]?.quantity]),
    ).toEqual([["gid://shopify/Refund/1", 1]]);
    expect(state.refunds.map((refund) => refund.canCreateCreditMemo)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it("finds e-mail, phone and names where there are some", () => {
    const { personal } = snapshotFromShopify(
      sampleOrder({
        head: sampleHead({
          email: null,
          phone: null,
          displayAddress: address({ firstName: null, lastName: " " }),
        }),
      }),
    );
    expect(personal.email).toBe("ada@example.com");
    expect(personal.phone).toBe("+49301234");
    expect([personal.sellTo?.firstName, personal.sellTo?.lastName]).toEqual(["Ada", "Lovelace"]);
  });

  it("reads a point-of-sale order without customer and address", () => {
    const { personal, content } = snapshotFromShopify(
      sampleOrder({
        head: sampleHead({
          customer: null,
          email: null,
          displayAddress: null,
          shippingAddress: null,
          billingAddress: null,
        }),
      }),
    );
    expect(personal).toMatchObject({
      email: null,
      phone: null,
      customer: null,
      sellTo: null,
      shipTo: null,
      billTo: null,
    });
    expect(content.customerId).toBeNull();
  });

  it("sells a company's order to the company when its address names nobody", () => {
    const head = sampleHead({
      customer: null,
      displayAddress: address({ firstName: null, lastName: null }),
      purchasingEntity: {
        company: { id: "gid://shopify/Company/1", name: "Analytical Ltd" },
        contact: null,
        location: { id: "gid://shopify/CompanyLocation/1", name: "HQ" },
      },
    });
    const { personal, content } = snapshotFromShopify(sampleOrder({ head }));
    expect(personal.sellTo?.company).toBe("Analytical Ltd");
    expect(content.company?.locationId).toBe("gid://shopify/CompanyLocation/1");
  });

  it("keeps a line's location when a part of it was shipped and its fulfillment order split (I-34)", () => {
    const before = sampleOrder();
    const [first] = before.fulfillmentOrders;
    if (!first) throw new Error("sample without fulfillment order");
    const part = (id: number, status: string, total: number) => ({
      head: { ...first.head, id: `gid://shopify/FulfillmentOrder/${id}`, status },
      lines: first.lines.map((line) => ({ ...line, totalQuantity: total })),
    });
    const after = { ...before, fulfillmentOrders: [part(9, "CLOSED", 1), part(10, "OPEN", 1)] };
    expect(snapshotFromShopify(after).content.lineLocations).toEqual(
      snapshotFromShopify(before).content.lineLocations,
    );
  });
});

describe("the hashes of an order", () => {
  const hashes = (order: WholeOrder) => {
    const snapshot = snapshotFromShopify(order);
    return [versionHash(snapshot), stateHash(snapshot.state)];
  };
  const shuffleKeys = (value: unknown, seed: number): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, seed));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      [
        ...entries.slice(seed % (entries.length || 1)),
        ...entries.slice(0, seed % (entries.length || 1)),
      ].map(([key, inner]) => [key, shuffleKeys(inner, seed)]),
    );
  };

  it("do not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.nat(50), (seed) => {
        expect(hashes(shuffleKeys(sampleOrder(), seed) as WholeOrder)).toEqual(
          hashes(sampleOrder()),
        );
      }),
    );
  });

  it("do not change when our own write comes back: attribute, updatedAt, supportedActions, whatever they say", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.date({ noInvalidDate: true }),
        fc.array(fc.constantFrom("CREATE_FULFILLMENT", "MOVE", "NEW_ACTION")),
        (value, at, actions) => {
          const order = sampleOrder();
          const echo: WholeOrder = {
            ...order,
            head: {
              ...order.head,
              updatedAt: at.toISOString(),
              customAttributes: [{ key: DOCUMENT_ATTRIBUTE, value }],
            },
            fulfillmentOrders: order.fulfillmentOrders.map((entry) => ({
              ...entry,
              head: { ...entry.head, supportedActions: actions.map((action) => ({ action })) },
            })),
          };
          expect(hashes(echo)).toEqual(hashes(order));
        },
      ),
    );
  });

  it("change with what planning reads, the version only with content", () => {
    const [version, state] = hashes(sampleOrder());
    const [paidVersion, paidState] = hashes(
      sampleOrder({ head: sampleHead({ displayFinancialStatus: "A_STATUS_OF_2027" }) }),
    );
    expect(paidVersion).toBe(version);
    expect(paidState).not.toBe(state);
    expect(hashes(sampleOrder({ head: sampleHead({ note: "by Friday" }) }))[0]).not.toBe(version);
    expect(hashes(sampleOrder({ refunds: [sampleRefund(1, [refundLine(line1, 1)])] }))[0]).not.toBe(
      version,
    );
    expect(
      hashes(
        sampleOrder({
          head: sampleHead({ customAttributes: [{ key: "Gift wrap", value: "yes" }] }),
        }),
      )[0],
    ).not.toBe(version);
  });
});
