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
  sampleReturn,
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
          sampleLine(5, { product: null, variant: null, sku: null }),
          sampleLine(6, { product: null, variant: null, requiresShipping: false }),
          // of a deleted variant, of a deleted product with and without SKU
          sampleLine(7, { variant: null, requiresShipping: false }),
          sampleLine(8, { product: null, variant: null }),
          sampleLine(9, { product: null, variant: null, sku: " ", vendor: "Acme" }),
        ],
      }),
    );
    expect(content.lines.map((line) => line.kind)).toEqual([
      "item",
      "giftCard",
      "tip",
      "item",
      "custom",
      "custom",
      "item",
      "item",
      "item",
    ]);
  });

  it("marks the lines that a return's exchange added (I-42)", () => {
    const order = sampleOrder({
      lines: [sampleLine(1), sampleLine(2), sampleLine(3)],
      returns: [
        sampleReturn(1, {
          exchanges: [
            {
              id: "gid://shopify/ExchangeLineItem/1",
              quantity: 2,
              processedQuantity: 2,
              lineItems: [{ id: "gid://shopify/LineItem/2" }, { id: "gid://shopify/LineItem/3" }],
            },
            {
              id: "gid://shopify/ExchangeLineItem/2",
              quantity: 1,
              processedQuantity: 0,
              lineItems: null,
            },
          ],
        }),
      ],
    });
    const { content } = snapshotFromShopify(order);
    expect(content.lines.map(({ exchange }) => exchange)).toEqual([undefined, true, true]);
  });

  it("knows a tip in another language by what the order received as tips", () => {
    const bare = { product: null, variant: null, sku: null, requiresShipping: false };
    const kinds = (tip: string, ...lines: [name: string, price: string][]) =>
      snapshotFromShopify(
        sampleOrder({
          head: sampleHead({ totalTipReceivedSet: eur(tip) }),
          lines: lines.map(([name, price], index) =>
            sampleLine(index + 1, {
              ...bare,
              name,
              quantity: 1,
              originalUnitPriceSet: eur(price),
            }),
          ),
        }),
      ).content.lines.map(({ kind }) => kind);
    expect(kinds("2.50", ["Trinkgeld", "2.5"], ["Engraving", "9"])).toEqual(["tip", "custom"]);
    expect(kinds("3.00", ["Pourboire", "1"], ["Pourboire", "2"])).toEqual(["tip", "tip"]);
    expect(kinds("2.50", ["A", "2.50"], ["B", "2.50"])).toEqual(["custom", "custom"]);
    expect(kinds("0.00", ["Trinkgeld", "2.50"])).toEqual(["custom"]);
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
    ).toThrow('amount "1,000.00"');
  });

  it("takes a lowered quantity as a removal, a refund with money, a return or goods taken back as none (R-12, I-40)", () => {
    const refunds = [
      sampleRefund(1, [refundLine(line1, 1)]),
      sampleRefund(2, [refundLine(line1, 1)], { totalRefundedSet: eur("10.0") }),
      sampleRefund(3, [refundLine(line1, 1)], { return: { id: "gid://shopify/Return/1" } }),
      sampleRefund(4, [refundLine(line1, 1, { restockType: "RETURN" })]),
      sampleRefund(5, [refundLine(line1, 1)], {
        transactions: {
          pageInfo: { hasNextPage: false, endCursor: null },
          nodes: [
            {
              id: "gid://shopify/OrderTransaction/1",
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

  it("R-11, R-14: keeps of a refund its note, return and payments, and its shipping and duties each with its tax", () => {
    const whole = { hasNextPage: false, endCursor: null };
    const payment = { kind: "REFUND", status: "SUCCESS", gateway: "bogus" } as const;
    const way = { id: "gid://shopify/ShippingLine/1" };
    const { state } = snapshotFromShopify(
      sampleOrder({
        refunds: [
          sampleRefund(1, [], {
            note: "too small",
            return: { id: "gid://shopify/Return/1" },
            totalRefundedSet: eur("9.5"),
            duties: [
              {
                amountSet: eur("2.5"),
                originalDuty: { id: "gid://shopify/Duty/1" },
              },
            ],
            transactions: {
              pageInfo: whole,
              nodes: [
                { ...payment, id: "gid://shopify/OrderTransaction/7", amountSet: eur("9.5") },
              ],
            },
            refundShippingLines: {
              pageInfo: whole,
              nodes: [
                {
                  id: "s",
                  shippingLine: way,
                  subtotalAmountSet: eur("5.88"),
                  taxAmountSet: eur("1.12"),
                },
              ],
            },
          }),
        ],
      }),
    );
    const [refund] = state.refunds;
    expect(refund).toMatchObject({
      note: "too small",
      returnId: "gid://shopify/Return/1",
      total: { shop: { amount: "9.5" } },
      transactions: [{ ...payment, amount: { shop: { amount: "9.5" } } }],
      shipping: [
        {
          shippingLineId: way.id,
          subtotal: { shop: { amount: "5.88" } },
          tax: { shop: { amount: "1.12" } },
        },
      ],
      duties: [{ dutyId: "gid://shopify/Duty/1", amount: { shop: { amount: "2.5" } } }],
    });
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

describe("what several of a kind decide", () => {
  it("the last fulfillment order decides a line's location, also where its place was seen before (I-34)", () => {
    const sample = sampleOrder();
    const [first] = sample.fulfillmentOrders;
    if (!first) throw new Error("sample without fulfillment order");
    const part = (id: number, place: string) => ({
      head: {
        ...first.head,
        id: `gid://shopify/FulfillmentOrder/${id}`,
        assignedLocation: { name: place, location: { id: place } },
      },
      lines: first.lines.map((line) => ({ ...line, totalQuantity: 1 })),
    });
    const places = (...parts: ReturnType<typeof part>[]) =>
      snapshotFromShopify({
        ...sample,
        lines: [sampleLine(1, { quantity: 3 })],
        fulfillmentOrders: parts,
      }).content.lineLocations.map(({ locationId, quantity }) => [locationId, quantity]);
    expect(places(part(8, "a"), part(9, "b"), part(10, "a"))).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
  });

  it("one payment date of several is not the date of the whole (D-6)", () => {
    const dates = (...dueAt: (string | null)[]) =>
      snapshotFromShopify(
        sampleOrder({
          head: sampleHead({
            paymentTerms: {
              id: "gid://shopify/PaymentTerms/1",
              paymentTermsName: "Fixed",
              paymentTermsType: "FIXED",
              dueInDays: null,
              overdue: false,
              paymentSchedules: {
                pageInfo: { hasNextPage: false, endCursor: null },
                nodes: dueAt.map((day, index) => ({
                  id: `gid://shopify/PaymentSchedule/${index}`,
                  dueAt: day,
                  completedAt: null,
                })),
              },
            },
          }),
        }),
      ).content.paymentTerms?.dueDates;
    const day = "2026-03-31T00:00:00Z";
    expect([dates(day), dates(day, null), dates(null)]).toEqual([[day], [], []]);
  });
});

describe("the hashes of an order", () => {
  const hashes = (order: WholeOrder) => {
    const snapshot = snapshotFromShopify(order);
    return [versionHash(snapshot), stateHash(snapshot.state)];
  };
  const shuffleKeys = (value: unknown, seed: number): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, seed));
    if (value === null || typeof value !== "object" || value instanceof Map) return value;
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
        fc.date({ noInvalidDate: true, min: new Date("1970-01-01"), max: new Date("9999-12-31") }),
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

  it("do not change with the order of what Shopify gives as a set", () => {
    const taxes = ["A", "B", "C"].map((title) => ({
      title,
      rate: 0.05,
      source: null,
      channelLiable: false,
      priceSet: eur("0.5"),
    }));
    const order = (turned: boolean) => {
      const turn = <T>(list: T[]): T[] => (turned ? [...list].reverse() : list);
      return sampleOrder({
        head: sampleHead({
          tags: turn(["a", "b"]),
          discountCodes: turn(["X", "Y"]),
          customAttributes: turn([
            { key: "k", value: "1" },
            { key: "l", value: "2" },
          ]),
        }),
        lines: turn([sampleLine(1, { taxLines: turn(taxes) }), sampleLine(2)]),
        fulfillmentOrders: [],
      });
    };
    expect(hashes(order(true))).toEqual(hashes(order(false)));
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
