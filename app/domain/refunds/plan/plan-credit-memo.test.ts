import { describe, expect, it } from "vitest";
import {
  bag,
  capabilities,
  facts,
  gid,
  line,
  settings,
  shippingLine,
  tax,
} from "#tests/fixtures/orders.ts";
import { memoInput, paidBack, refund, refundLine, refundedOf } from "./credit-memo.fixture.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";

const CUP = gid("LineItem", 1);
const plan = (...args: Parameters<typeof memoInput>) => planCreditMemo(memoInput(...args));
const shown = (planned: ReturnType<typeof planCreditMemo>) =>
  (planned.document?.lines ?? []).map(
    ({ kind, item, account, quantity, unitPrice, discount, location }) => [
      kind,
      item?.number ?? account,
      `${quantity} × ${unitPrice} − ${discount}`,
      location ?? null,
    ],
  );
const kinds = (planned: ReturnType<typeof planCreditMemo>) =>
  planned.problems.map(({ kind }) => kind);
const why = (planned: ReturnType<typeof planCreditMemo>) =>
  planned.explanation.map(({ text }) => text.replace("why.", ""));
const two = { lines: [line({ quantity: 2 })] };

describe("each row of S1's table (R-32)", () => {
  it("restocked: the item of the order's document, at the return location", () => {
    const planned = plan(two, refund("20", { lines: [refundLine(CUP, 2, "20")] }), {
      settings: settings({ defaultReturnLocation: "BACK" }),
    });
    expect(shown(planned)).toEqual([["item", "I1", "2 × 10 − 0", "BACK"]]);
    expect(planned.proof.proved).toBe(true);
    expect(planned.document).toMatchObject({ kind: "creditMemo", expected: { gross: "20" } });
  });
  it("an old restock is one too; goods that came back and were not restocked are not", () => {
    expect(
      shown(
        plan(
          two,
          refund("10", {
            lines: [refundLine(CUP, 1, "10", { restockType: "LEGACY_RESTOCK", restocked: false })],
          }),
        ),
      )[0]?.[1],
    ).toBe("I1");
    expect(
      shown(
        plan(two, refund("10", { lines: [refundLine(CUP, 1, "10", { restocked: false })] })),
      )[0]?.[1],
    ).toBe("8910");
  });
  it("R-33: not restocked: its account, with quantity, price and discount", () => {
    const planned = plan(
      two,
      refund("15", {
        lines: [
          refundLine(CUP, 2, "15", {
            restockType: "NO_RESTOCK",
            restocked: false,
            price: bag("10"),
          }),
        ],
      }),
    );
    expect(shown(planned)).toEqual([["item", "8910", "2 × 10 − 5", null]]);
    expect(why(planned)).toContain("creditMemo.notRestocked");
  });
  it("R-33: the price is the refund's own, not the order line's", () => {
    const back = refundLine(CUP, 2, "15", {
      restockType: "NO_RESTOCK",
      restocked: false,
      price: bag("12"),
    });
    expect(shown(plan(two, refund("15", { lines: [back] })))).toEqual([
      ["item", "8910", "2 × 12 − 9", null],
    ]);
  });
  it("restocked: in the unit and variant in which the document sold it", () => {
    const input = memoInput(two, refund("10", { lines: [refundLine(CUP, 1, "10")] }));
    const { made } = input;
    const lines = made.draft.lines.map((sold) => ({ ...sold, unit: "BOX", variantCode: "BLUE" }));
    const planned = planCreditMemo({
      ...input,
      made: { ...made, draft: { ...made.draft, lines } },
    });
    expect(planned.document?.lines[0]).toMatchObject({ unit: "BOX", variantCode: "BLUE" });
  });
  it("gift card: its account, however it came back", () => {
    const card = { lines: [line({ kind: "giftCard", variantId: null })] };
    for (const restockType of ["RETURN", "NO_RESTOCK", "CANCEL"])
      expect(
        shown(plan(card, refund("10", { lines: [refundLine(CUP, 1, "10", { restockType })] }))),
      ).toEqual([["giftCard", "2900", "1 × 10 − 0", null]]);
  });
  it("cancelled before it was shipped: one amount on the refund account", () => {
    expect(
      shown(
        plan(two, refund("20", { lines: [refundLine(CUP, 2, "20", { restockType: "CANCEL" })] })),
      ),
    ).toEqual([["item", "8900", "1 × 20 − 0", null]]);
  });
  it("R-38: an amount that belongs to nothing: the refund account, under Shopify's name for it", () => {
    const given = refund("7", {
      adjustments: [{ reason: "REFUND_DISCREPANCY", amount: bag("-7"), tax: bag("0") }],
    });
    const planned = plan(two, given);
    expect(shown(planned)).toEqual([["adjustment", "8900", "1 × 7 − 0", null]]);
    expect(planned.document?.lines[0]?.description).toBe("Refund discrepancy");
    expect(plan(two, refund("7")).document?.lines[0]?.description).toBe("Refund");
  });
  it("what the shop kept takes away", () => {
    const planned = plan(
      two,
      refund("8", {
        lines: [refundLine(CUP, 1, "10")],
        adjustments: [{ reason: "REFUND_DISCREPANCY", amount: bag("2"), tax: bag("0") }],
      }),
    );
    expect(shown(planned).map(([kind, , amount]) => [kind, amount])).toEqual([
      ["item", "1 × 10 − 0"],
      ["adjustment", "1 × -2 − 0"],
    ]);
    expect(planned.document?.expected.gross).toBe("8");
  });
});

describe("shipping, tips, duties, fees, cash rounding", () => {
  const SHIP = gid("ShippingLine", 1);
  const shipped = { lines: [line()], shippingLines: [shippingLine({ taxes: [tax(bag("0.95"))] })] };
  const back = refund("5.95", {
    shipping: [{ shippingLineId: SHIP, subtotal: bag("5"), tax: bag("0.95") }],
  });
  it("shipping: its line's own mapping, else the shipping account", () => {
    expect(shown(plan(shipped, back))).toEqual([["shipping", "6810", "1 × 5 − 0", null]]);
    const mapped = facts({
      mappings: { shipmentMethod: { Standard: { charge: { type: "account", number: "6899" } } } },
    });
    expect(shown(plan(shipped, back, { facts: mapped }))[0]?.[1]).toBe("6899");
  });
  it("R-36: a shipping price given without its tax, where prices include it, is taken with it", () => {
    const included = {
      ...shipped,
      taxesIncluded: true,
      shippingLines: [shippingLine({ originalPrice: bag("5.95"), taxes: [tax(bag("0.95"))] })],
    };
    for (const subtotal of ["5", "5.95"]) {
      const planned = plan(
        included,
        refund("5.95", {
          shipping: [{ shippingLineId: SHIP, subtotal: bag(subtotal), tax: bag("0.95") }],
        }),
      );
      expect(planned.document?.expected).toEqual({ net: "5", tax: "0.95", gross: "5.95" });
      expect(shown(planned)).toHaveLength(1);
    }
  });
  it("a tip as a line, and one that only the sales record names", () => {
    const tipped = {
      lines: [line(), line({ id: gid("LineItem", 2), kind: "tip", variantId: null })],
    };
    expect(
      shown(
        plan(
          tipped,
          refund("10", {
            lines: [refundLine(gid("LineItem", 2), 1, "10", { restockType: "NO_RESTOCK" })],
          }),
        ),
      ),
    ).toEqual([["tip", "8200", "1 × 10 − 0", null]]);
    expect(shown(plan(two, refund("3"), { sales: [["TIP", "-3"]] }))).toEqual([
      ["tip", "8200", "1 × 3 − 0", null],
    ]);
  });
  it("duties and fees", () => {
    const dutied = {
      lines: [line({ duties: [{ id: gid("Duty", 1), price: bag("4"), taxes: [] }] })],
    };
    expect(
      shown(plan(dutied, refund("4", { duties: [{ dutyId: gid("Duty", 1), amount: bag("4") }] }))),
    ).toEqual([["duty", "6820", "1 × 4 − 0", null]]);
    expect(shown(plan(two, refund("2"), { sales: [["ADDITIONAL_FEE", "-2"]] }))).toEqual([
      ["fee", "6830", "1 × 2 − 0", null],
    ]);
  });
  it("cash rounding of the payment that went back", () => {
    const planned = plan(two, refund("9.98", { lines: [refundLine(CUP, 1, "9.98")] }), {
      rounding: "0.02",
    });
    expect(shown(planned).map(([kind, account]) => [kind, account])).toEqual([
      ["item", "I1"],
      ["cashRounding", "9140"],
    ]);
    expect(planned.document?.expected.gross).toBe("10");
  });
  it("R-37: not of a payment that failed", () => {
    const failed = { ...paidBack(bag("10")), id: gid("OrderTransaction", 91), status: "FAILURE" };
    const back = refund("9.98", {
      lines: [refundLine(CUP, 1, "9.98")],
      transactions: [paidBack(bag("9.98")), failed],
    });
    expect(plan(two, back, { rounding: "0.02" }).document?.expected.gross).toBe("10");
  });
});

describe("return location (R-34)", () => {
  const PLACE = gid("Location", 5);
  const both = (over: object) => ({
    settings: settings({
      returnLocationPriority: "originalThenDefault",
      defaultReturnLocation: "BACK",
    }),
    facts: facts({ mappings: { location: { [PLACE]: { code: "SHOP" } } } }),
    ...over,
  });
  const at = (over: object, more: object = {}, of: object = {}) => {
    const planned = plan(
      two,
      refund("10", { lines: [refundLine(CUP, 1, "10", over)], ...of }),
      both(more),
    );
    return [
      planned.document?.lines[0]?.location ?? null,
      why(planned).filter((text) => text.startsWith("returnLocation")),
    ];
  };
  it("the refund's own, its return's, the default", () => {
    expect(at({ locationId: PLACE })).toEqual(["SHOP", ["returnLocation.original"]]);
    expect(at({ locationId: null, returnLocationId: PLACE })).toEqual([
      "SHOP",
      ["returnLocation.original"],
    ]);
    expect(at({ locationId: PLACE, returnLocationId: gid("Location", 6) })[0]).toBe("SHOP");
    expect(at({ locationId: null })).toEqual([
      "BACK",
      ["returnLocation.unknown", "returnLocation.default"],
    ]);
    expect(at({ locationId: gid("Location", 6) })).toEqual([
      "BACK",
      ["returnLocation.unmapped", "returnLocation.default"],
    ]);
  });
  it("by the other option always the default; none: left to the ERP, or a problem where it wants one", () => {
    expect(
      at({ locationId: PLACE }, { settings: settings({ defaultReturnLocation: "BACK" }) }),
    ).toEqual(["BACK", ["returnLocation.default"]]);
    expect(at({ locationId: PLACE }, { settings: settings() })).toEqual([
      null,
      ["returnLocation.blank"],
    ]);
    const planned = plan(two, refund("10", { lines: [refundLine(CUP, 1, "10")] }), {
      capabilities: { ...capabilities, locationMandatory: true },
    });
    expect(kinds(planned)).toEqual(["unmapped-location"]);
  });
  it("several places for one line: the default, and the why says so", () => {
    const disposed = (id: number) => ({
      id: gid("Disposition", id),
      type: "RESTOCKED",
      quantity: 1,
      createdAt: "",
      locationId: gid("Location", id),
      locationName: `Place ${id}`,
    });
    const planned = plan(
      two,
      refund("20", { returnId: gid("Return", 1), lines: [refundLine(CUP, 2, "20")] }),
      both({ dispositions: [disposed(5), disposed(6)] }),
    );
    expect(planned.document?.lines[0]?.location).toBe("BACK");
    expect(why(planned)).toContain("returnLocation.several");
  });
  it("R-1: what another return of the order put elsewhere says nothing of this one", () => {
    const disposed = (id: number) => ({
      id: gid("Disposition", id),
      type: "RESTOCKED",
      quantity: 1,
      createdAt: "",
      locationId: gid("Location", id),
      locationName: `Place ${id}`,
    });
    const back = (id: number) =>
      refund("10", { returnId: gid("Return", id), lines: [refundLine(CUP, 1, "10")] });
    const own = memoInput(two, back(1), both({ dispositions: [disposed(5)] }));
    const other = memoInput(two, back(2), both({ dispositions: [disposed(6)] }));
    const { state } = own.snapshot;
    const returns = [...other.snapshot.state.returns, ...state.returns];
    const planned = planCreditMemo({
      ...own,
      snapshot: { ...own.snapshot, state: { ...state, returns } },
    });
    expect(planned.document?.lines[0]?.location).toBe("SHOP");
  });
  it("where goods were thrown away is no place that they came back to", () => {
    const disposed = (id: number, type: string) => ({
      id: gid("Disposition", id),
      type,
      quantity: 1,
      createdAt: "",
      locationId: gid("Location", id),
      locationName: `Place ${id}`,
    });
    const planned = plan(
      two,
      refund("20", { returnId: gid("Return", 1), lines: [refundLine(CUP, 2, "20")] }),
      both({ dispositions: [disposed(6, "NOT_RESTOCKED"), disposed(5, "RESTOCKED")] }),
    );
    expect(planned.document?.lines[0]?.location).toBe("SHOP");
    expect(why(planned)).toContain("returnLocation.original");
  });
});

describe("taxes, currency and price basis", () => {
  it("tax as Shopify refunded it, split over the taxes of the line", () => {
    const taxed = {
      lines: [
        line({
          quantity: 2,
          taxes: [tax(bag("2.00"), "0.1"), { ...tax(bag("1.00"), "0.05"), title: "City" }],
        }),
      ],
    };
    const planned = plan(
      taxed,
      refund("11.50", { lines: [refundLine(CUP, 1, "10", { tax: bag("1.50") })] }),
    );
    expect(planned.document?.lines[0]?.taxes).toMatchObject([
      { title: "VAT", amount: "1" },
      { title: "City", amount: "0.5" },
    ]);
    expect(planned.document?.expected).toEqual({ net: "10", tax: "1.5", gross: "11.5" });
  });
  it("R-30: as the order's document was made, whatever the card says now", () => {
    const foreign = {
      lines: [line({ quantity: 2, unitPrice: bag("10", "EUR", "11", "USD") })],
      presentmentCurrency: "USD",
    };
    const total = bag("10", "EUR", "11", "USD");
    const back = refund("10", {
      total,
      lines: [
        refundLine(CUP, 1, "10", {
          subtotal: total,
          price: total,
          tax: bag("0", "EUR", "0", "USD"),
        }),
      ],
      transactions: [paidBack(total)],
    });
    const planned = plan(foreign, back, {
      made: { currencyHandling: "presentment" },
      settings: settings({ currencyHandling: "shop" }),
    });
    expect(planned.document).toMatchObject({ currency: "USD", expected: { gross: "11" } });
    expect(planned.proof.currency).toBe("USD");
  });
  it("prices without tax where the document has none in them", () => {
    const included = {
      lines: [line({ unitPrice: bag("11.90"), taxes: [tax(bag("1.90"))] })],
      taxesIncluded: true,
    };
    const planned = plan(
      included,
      refund("11.90", { lines: [refundLine(CUP, 1, "11.90", { tax: bag("1.90") })] }),
      {
        made: { capabilities: { ...capabilities, taxInclusivePrices: false } },
      },
    );
    expect(planned.document).toMatchObject({
      pricesIncludeTax: false,
      expected: { net: "10", tax: "1.9", gross: "11.9" },
    });
    expect(planned.document?.lines[0]?.unitPrice).toBe("10");
  });
  it("R-38: the rest is without its tax where the document's prices are", () => {
    const planned = plan(
      two,
      refund("11.90", {
        adjustments: [
          {
            reason: "REFUND_DISCREPANCY",
            amount: bag("-11.90"),
            tax: bag("-1.90"),
          },
        ],
      }),
    );
    expect(planned.document).toMatchObject({
      pricesIncludeTax: false,
      lines: [{ unitPrice: "10", taxes: [{ amount: "1.9" }] }],
      expected: { net: "10", tax: "1.9", gross: "11.9" },
    });
  });
  it("tax that the sales channel remits stays off, as it is off the document", () => {
    const remitted = {
      lines: [line({ quantity: 2, taxes: [{ ...tax(bag("3.80")), channelLiable: true }] })],
    };
    const planned = plan(
      remitted,
      refund("11.90", { lines: [refundLine(CUP, 1, "10", { tax: bag("1.90") })] }),
    );
    expect(planned.document?.expected).toEqual({ net: "10", tax: "0", gross: "10" });
    expect(planned.proof.proved).toBe(true);
  });
});

it("R-30: its date is the refund's own day in the time zone of the card, not the order's", () => {
  // Half past eleven in the evening in London is the next day in Berlin.
  const of = (timeZone: string) =>
    plan(two, refund("7"), { settings: settings({ timeZone }) }).document?.documentDate;
  expect([of("Europe/London"), of("Europe/Berlin")]).toEqual(["2026-03-05", "2026-03-06"]);
});

it("R-30: the method by which the money went back, where all of it went the same way", () => {
  const method = (...gateways: string[]) =>
    plan(
      two,
      refund("10", {
        lines: [refundLine(CUP, 1, "10")],
        transactions: gateways.map((gateway, at) => ({
          ...paidBack(bag(String(10 / gateways.length))),
          id: gid("OrderTransaction", 90 + at),
          gateway,
        })),
      }),
      {
        facts: facts({
          mappings: { paymentMethod: { manual: { code: "BANK" }, cash: { code: "CASH" } } },
        }),
      },
    ).document?.paymentMethod;
  expect(method("cash")).toBe("CASH");
  expect(method("manual", "manual")).toBe("BANK");
  expect(method("manual", "cash")).toBeUndefined();
});

describe("what does not tie out", () => {
  it("payments beside the total, the sales record beside the total, adjustments beside the rest: named, with both sides", () => {
    const unpaid = plan(
      two,
      refund("10", { lines: [refundLine(CUP, 1, "10")], transactions: [paidBack(bag("9.99"))] }),
    );
    expect(unpaid.document).toBeNull();
    expect(unpaid.problems).toMatchObject([
      {
        kind: "refund-unproved",
        params: { shopify: "10", document: "9.99", kinds: [{ kind: "refunded" }] },
      },
    ]);
    const record = plan(two, refund("10", { lines: [refundLine(CUP, 1, "10")] }), {
      sales: [["PRODUCT", "-9"]],
    });
    expect(record.problems).toMatchObject([
      { params: { kinds: [{ kind: "agreement", shopify: "9", document: "10" }] } },
    ]);
    const odd = plan(
      two,
      refund("10", { adjustments: [{ reason: "RESTOCK", amount: bag("-4"), tax: bag("0") }] }),
    );
    expect(odd.problems).toMatchObject([
      { params: { kinds: [{ kind: "adjustments", shopify: "4", document: "10" }] } },
    ]);
  });
  it("a line that the order does not have", () => {
    expect(
      kinds(plan(two, refund("10", { lines: [refundLine(gid("LineItem", 9), 1, "10")] }))),
    ).toContain("refund-line-unknown");
  });
  it("never more than the document has left", () => {
    const back = refund("20", { lines: [refundLine(CUP, 2, "20")] });
    expect(kinds(plan(two, back, { credited: refundedOf({ [CUP]: 1 }, "10") }))).toEqual([
      "refund-beyond-document",
      "refund-beyond-document",
    ]);
    expect(kinds(plan(two, refund("20.01")))).toEqual(["refund-beyond-document"]);
    expect(kinds(plan(two, refund("20")))).toEqual([]);
  });
  it("a missing account is asked for", () => {
    const planned = plan(two, refund("5"), { settings: settings({ refundAccount: "" }) });
    expect(planned.problems).toMatchObject([
      { kind: "missing-account", where: { setting: "refundAccount" } },
    ]);
  });
});

it("R-31: the order's number is the first line, where the card wants it, and takes no part in the total", () => {
  const back = refund("10", { lines: [refundLine(CUP, 1, "10")] });
  const lines = (orderNumberOnLine: boolean) =>
    plan(two, back, { settings: settings({ orderNumberOnLine }) }).document?.lines ?? [];
  const [first, ...others] = lines(true);
  expect(first).toMatchObject({ kind: "comment", quantity: "0", unitPrice: "0" });
  expect(first?.description).toContain("#1001");
  expect(others).toEqual(lines(false));
});
