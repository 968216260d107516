import type { Settings } from "#app/domain/shop-card/settings.ts";
import { describe, expect, it } from "vitest";
import {
  address,
  bag,
  capabilities,
  facts,
  gid,
  itemCandidate,
  line,
  order,
  planInput,
  removal,
  settings,
  shippingLine,
  tax,
} from "#tests/fixtures/orders.ts";
import { queryKey } from "#app/domain/mapping/facts.ts";
import type { OrderContent, OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { planDocument } from "./plan-document.ts";

const kinds = (plan: ReturnType<typeof planDocument>) => plan.problems.map(({ kind }) => kind);
const row = (plan: ReturnType<typeof planDocument>, kind: string) =>
  plan.proof.rows.find((each) => each.kind === kind);

describe("header", () => {
  it("D-1: an order while goods are to be shipped, an invoice when fulfilled and the setting is on", () => {
    const fulfilled = order({ state: { fulfillmentStatus: "FULFILLED" } });
    expect(planDocument(planInput(order())).document?.kind).toBe("salesOrder");
    expect(planDocument(planInput(fulfilled)).document?.kind).toBe("salesInvoice");
    expect(
      planDocument(planInput(fulfilled, { settings: settings({ fulfilledAsInvoice: false }) }))
        .document?.kind,
    ).toBe("salesOrder");
    expect(
      planDocument(planInput(order({ state: { fulfillmentStatus: "PARTIALLY_FULFILLED" } })))
        .document?.kind,
    ).toBe("salesOrder");
  });
  it("D-1: FULFILLMENT_NOT_REQUIRED and gift cards alone are invoices", () => {
    expect(
      planDocument(planInput(order({ state: { fulfillmentStatus: "FULFILLMENT_NOT_REQUIRED" } })))
        .document?.kind,
    ).toBe("salesInvoice");
    expect(
      planDocument(
        planInput(
          order({ content: { lines: [line({ kind: "giftCard", requiresShipping: false })] } }),
        ),
      ).document?.kind,
    ).toBe("salesInvoice");
  });
  it("D-2: the Shopify order number when wanted, per order too; '@' and an ERP with its own numbers are refused", () => {
    const own = settings({ useShopifyOrderNumber: true });
    expect(planDocument(planInput(order())).document?.number).toBeUndefined();
    expect(planDocument(planInput(order(), { settings: own })).document?.number).toBe("#1001");
    expect(
      planDocument(planInput(order(), { settings: own, choices: { useShopifyOrderNumber: false } }))
        .document?.number,
    ).toBeUndefined();
    expect(
      kinds(planDocument(planInput(order({ content: { name: "@7" } }), { settings: own }))),
    ).toEqual(["document-number-refused"]);
    expect(
      kinds(
        planDocument(
          planInput(order(), {
            settings: own,
            capabilities: { ...capabilities, manualNumbers: false },
          }),
        ),
      ),
    ).toEqual(["document-number-refused"]);
  });
  it("D-3: names and addresses are the order's, cut at a whole character and told", () => {
    const plan = planDocument(
      planInput(order({ personal: { sellTo: address({ company: "ab👩‍👩‍👧cd" }) } }), {
        capabilities: { ...capabilities, limits: { ...capabilities.limits, name: 5 } },
      }),
    );
    expect(plan.document?.sellToAddress.name).toBe("ab");
    expect(
      plan.explanation.some(
        ({ rule, params }) => rule === "D-3" && params["field"] === "sellTo.name",
      ),
    ).toBe(true);
  });
  it("D-4: a phone keeps digits, blanks and + ( ) / . only", () => {
    expect(
      planDocument(planInput(order({ personal: { phone: "Tel: +44 (0)20-1" } }))).document?.phone,
    ).toBe("+44 (0)201");
  });
  it("D-5: prices include tax as the order says and the ERP can", () => {
    const inclusive = order({
      content: {
        taxesIncluded: true,
        lines: [line({ unitPrice: bag("11.90"), taxes: [tax(bag("1.90"))] })],
      },
    });
    expect(planDocument(planInput(inclusive)).document).toMatchObject({
      pricesIncludeTax: true,
      expected: { net: "10", tax: "1.9", gross: "11.9" },
    });
    const net = planDocument(
      planInput(inclusive, { capabilities: { ...capabilities, taxInclusivePrices: false } }),
    );
    expect(net.document).toMatchObject({
      pricesIncludeTax: false,
      expected: { net: "10", tax: "1.9", gross: "11.9" },
    });
    expect(net.document?.lines[0]).toMatchObject({ unitPrice: "10", discount: "0" });
  });
  it("DOC-9: note, tags and attributes stand in the document's note, each as the card says", () => {
    const worded = order({
      content: { tags: ["gift", "vip"] },
      personal: {
        note: "ring twice",
        attributes: [
          { key: "Engraving", value: "A. L." },
          { key: "Empty", value: " " },
        ],
      },
    });
    const note = (over: Parameters<typeof settings>[0]) =>
      planDocument(planInput(worded, { settings: settings(over) })).document?.note;
    expect(note({})).toBe("ring twice");
    expect(note({ noteOnDocument: false })).toBeUndefined();
    expect(note({ tagsOnDocument: true })).toBe("ring twice\nTags: gift, vip");
    expect(note({ noteOnDocument: false, attributesOnDocument: true })).toBe("Engraving: A. L.");
    expect(note({ tagsOnDocument: true, attributesOnDocument: true })).toBe(
      "ring twice\nTags: gift, vip\nEngraving: A. L.",
    );
  });
  it("DOC-2: a bundle that an edit broke up, or that is not known, stays its components or is a named problem", () => {
    const bundle = {
      id: gid("LineItemGroup", 1),
      title: "Set",
      quantity: 2,
      variantId: gid("ProductVariant", 299),
      sku: "SET",
    };
    const lines = [
      line({ quantity: 2, bundle }),
      line({
        id: gid("LineItem", 2),
        variantId: gid("ProductVariant", 2),
        quantity: 4,
        bundle,
      }),
    ];
    const plan = (content: Partial<OrderContent>, over: Parameters<typeof planInput>[1] = {}) =>
      planDocument(
        planInput(order({ content: { lines, ...content } }), {
          settings: settings({ bundles: "item" }),
          ...over,
        }),
      );
    const whole = plan({});
    expect(whole.document?.lines[0]).toMatchObject({
      key: bundle.id,
      components: [
        { lineId: gid("LineItem", 1), quantity: 1 },
        { lineId: gid("LineItem", 2), quantity: 2 },
      ],
    });
    expect(whole.document?.lines[0]?.shopifyLineId).toBeUndefined();
    // One cup of two sets was taken out: what is left is no whole set.
    const [cup] = lines;
    const apart = plan({
      removals: [
        removal([
          {
            lineId: cup?.id ?? gid("LineItem", 0),
            quantity: 1,
            subtotal: cup?.unitPrice ?? bag("0"),
            tax: bag("0"),
          },
        ]),
      ],
    });
    expect(apart.document?.lines.slice(0, 2).map(({ key }) => key)).toEqual(
      lines.map(({ id }) => id),
    );
    const unknown = plan({}, { facts: facts({ itemLinks: {} }) });
    expect(unknown.problems).toMatchObject([
      { kind: "unknown-item", params: { name: "Set", sku: "SET", variantId: bundle.variantId } },
    ]);
  });
  it("a line sold with a selling plan names it", () => {
    const [sold] =
      planDocument(planInput(order({ content: { lines: [line({ sellingPlan: "Every month" })] } })))
        .document?.lines ?? [];
    expect(sold?.description).toBe("Cup (Every month)");
  });
  it("SET-13: the default location of the card on lines without one", () => {
    const planned = planDocument(
      planInput(order(), { settings: settings({ defaultLocation: "MAIN" }) }),
    );
    expect(planned.document?.lines.map(({ location }) => location)[0]).toBe("MAIN");
  });
  it("D-6: PO number, note, one due date; several give none", () => {
    const terms = (dueDates: string[]) =>
      order({
        content: {
          poNumber: "PO-7",
          paymentTerms: { name: "Net 30", type: "NET", dueInDays: 30, dueDates },
        },
        personal: { note: " ring twice " },
      });
    const withTerms = {
      facts: facts({ mappings: { paymentTerms: { "NET:Net 30": { code: "30D" } } } }),
    };
    expect(
      planDocument(planInput(terms(["2026-04-01T22:30:00Z"]), withTerms)).document,
    ).toMatchObject({
      externalDocumentNumber: "PO-7",
      note: "ring twice",
      dueDate: "2026-04-02",
      paymentTerms: "30D",
    });
    expect(
      planDocument(planInput(terms(["2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z"]))).document
        ?.dueDate,
    ).toBeUndefined();
    const long = planDocument(planInput(order({ content: { poNumber: "P".repeat(36) } })));
    expect([kinds(long), long.document]).toEqual([["text-too-long"], null]);
  });
  it("SET-11: the document date is the day in the company's zone", () => {
    const day = (timeZone: string, own = "") =>
      planDocument(planInput(order(), { timeZone, settings: settings({ timeZone: own }) })).document
        ?.documentDate;
    expect([
      day("UTC"),
      day("Europe/Berlin"),
      day("UTC", "Pacific/Auckland"),
      day("America/New_York"),
    ]).toEqual(["2026-03-01", "2026-03-02", "2026-03-02", "2026-03-01"]);
  });
  it("the document date is when the order was created, or when it was sold", () => {
    const brought = order({ content: { processedAt: "2026-02-10T12:00:00Z" } });
    const planned = (documentDate?: "processed") =>
      planDocument(
        planInput(brought, { settings: settings(documentDate ? { documentDate } : {}) }),
      );
    expect(planned().document?.documentDate).toBe("2026-03-02"); // in Berlin
    const { document, explanation } = planned("processed");
    expect(document?.documentDate).toBe("2026-02-10");
    expect(JSON.stringify(explanation)).toContain("documentDate.processed");
  });
  it("SET-1, I-30: shop or buyer's amounts, and never under a currency the ERP does not know", () => {
    const two = order({
      content: { lines: [line({ unitPrice: bag("10.00", "EUR", "1600", "JPY") })] },
    });
    expect(planDocument(planInput(two)).document).toMatchObject({
      currency: "EUR",
      expected: { gross: "10" },
    });
    expect(
      planDocument(planInput(two, { settings: settings({ currencyHandling: "presentment" }) }))
        .document,
    ).toMatchObject({ currency: "JPY", expected: { gross: "1600" } });
    expect(
      kinds(
        planDocument(
          planInput(two, {
            settings: settings({ currencyHandling: "presentment" }),
            facts: facts({ currencies: [] }),
          }),
        ),
      ),
    ).toEqual(["currency-unknown"]);
    expect(
      kinds(planDocument(planInput(two, { settings: settings({ currencyCode: "USD" }) }))),
    ).toEqual(["currency-unknown"]);
    expect(
      planDocument(
        planInput(two, {
          settings: settings({ currencyCode: "EURO" }),
          facts: facts({ currencies: [{ code: "EURO", iso: "EUR" }] }),
        }),
      ).document?.currency,
    ).toBe("EURO");
  });
});

describe("lines", () => {
  it("D-20: the order number as first line", () => {
    expect(
      planDocument(planInput(order(), { settings: settings({ orderNumberOnLine: true }) })).document
        ?.lines[0],
    ).toMatchObject({ kind: "comment", description: "Shopify Order No.: #1001", quantity: "0" });
  });
  // cspell:disable
  it.each<[Partial<Settings>, string]>([
    [{ documentLanguage: "de" }, "Shopify-Bestellnr.: #1001"],
    [{ documentLanguage: "fr" }, "N° de commande Shopify : #1001"],
    [{ documentLanguage: "es" }, "N.º de pedido de Shopify: #1001"],
    [{ documentLanguage: "nl" }, "Shopify-bestelnr.: #1001"],
    [{ documentLanguage: "ar" }, "رقم طلب Shopify: #1001"],
  ])("D-20: texts of the app are in the language of the card: %j", (card, text) => {
    const input = planInput(order(), { settings: settings({ orderNumberOnLine: true, ...card }) });
    expect(planDocument(input).document?.lines[0]?.description).toBe(text);
  });
  // cspell:enable
  it("D-21: by line id: items, gift cards, tips and custom lines on their accounts", () => {
    const lines = [
      line({
        id: gid("LineItem", 20),
        kind: "tip",
        title: "Tip",
        variantId: null,
        unitPrice: bag("2.00"),
      }),
      line({ id: gid("LineItem", 9), quantity: 2 }),
      line({ id: gid("LineItem", 11), kind: "giftCard", unitPrice: bag("50.00") }),
      line({ id: gid("LineItem", 12), kind: "custom", variantId: null, unitPrice: bag("7.00") }),
    ];
    const plan = planDocument(planInput(order({ content: { lines } })));
    expect(
      plan.document?.lines.map(({ kind, account, item }) => [kind, account ?? item?.number]),
    ).toEqual([
      ["item", "I1"],
      ["giftCard", "2900"],
      ["item", "6100"],
      ["tip", "8200"],
    ]);
    expect(plan.document?.lines[0]).toMatchObject({
      quantity: "2",
      unitPrice: "10",
      unit: "PCS",
      shopifyLineId: gid("LineItem", 9),
    });
  });
  it("M-43: a missing account is one named problem with its setting", () => {
    const lines = [line({ kind: "tip" }), line({ id: gid("LineItem", 2), kind: "tip" })];
    const plan = planDocument(
      planInput(order({ content: { lines } }), { settings: settings({ tipAccount: "" }) }),
    );
    expect(plan.problems).toEqual([
      {
        kind: "missing-account",
        cause: "missing-account:tipAccount",
        params: { what: "problem.what.tip", setting: "tipAccount" },
        where: { setting: "tipAccount" },
      },
    ]);
    expect(plan.document).toBeNull();
  });
  it("I-33: a tip only the header knows becomes a line", () => {
    const plan = planDocument(planInput(order({ tip: bag("3.00") })));
    expect(plan.document?.lines.at(-1)).toMatchObject({
      kind: "tip",
      unitPrice: "3",
      account: "8200",
    });
    expect(plan.proof.proved).toBe(true);
  });
  it("MAP-3: custom lines on an item when the card says so", () => {
    const number = "MISC";
    const input = planInput(
      order({ content: { lines: [line({ kind: "custom", variantId: null })] } }),
      {
        settings: settings({ customLines: "item", customLineItem: number }),
        facts: facts({ items: { [queryKey({ number })]: [itemCandidate(number)] } }),
      },
    );
    expect(planDocument(input).document?.lines[0]?.item?.number).toBe("MISC");
    expect(kinds(planDocument({ ...input, facts: facts() }))).toEqual(["unknown-number"]);
  });
  it("D-22: each shipping line by its own mapping; free makes no line, wholly discounted an equal discount", () => {
    const charge = (type: "account" | "item" | "itemCharge", number: string) => ({
      charge: { type, number },
      agent: "DHL",
      agentService: "EXP",
    });
    const shippingLines = [
      shippingLine({ id: gid("ShippingLine", 1), title: "A" }),
      shippingLine({ id: gid("ShippingLine", 2), title: "B" }),
      shippingLine({ id: gid("ShippingLine", 3), title: "C" }),
      shippingLine({ id: gid("ShippingLine", 4), title: "D", discount: bag("5.00") }),
      shippingLine({ id: gid("ShippingLine", 5), title: "E", originalPrice: bag("0.00") }),
      shippingLine({ id: gid("ShippingLine", 6), title: "F", removed: true }),
    ];
    const mapped = facts({
      mappings: {
        shipmentMethod: {
          A: charge("account", "6811"),
          B: charge("item", "FREIGHT"),
          C: charge("itemCharge", "S-FREIGHT"),
        },
      },
      items: { [queryKey({ number: "FREIGHT" })]: [itemCandidate("FREIGHT")] },
    });
    const plan = planDocument(planInput(order({ content: { shippingLines } }), { facts: mapped }));
    expect(
      plan.document?.lines
        .filter(({ kind }) => kind === "shipping")
        .map(({ description, account, item, itemCharge, discount, shippingAgent }) => [
          description,
          account ?? item?.number ?? itemCharge,
          discount,
          shippingAgent,
        ]),
    ).toEqual([
      ["A", "6811", "0", "DHL"],
      ["B", "FREIGHT", "0", "DHL"],
      ["C", "S-FREIGHT", "0", "DHL"],
      ["D", "6810", "5", undefined],
    ]);
    expect(
      kinds(
        planDocument(
          planInput(order({ content: { shippingLines } }), {
            facts: mapped,
            capabilities: { ...capabilities, itemCharges: false },
          }),
        ),
      ),
    ).toEqual(["item-charge-unsupported"]);
  });
  it("D-22: an item charge with no item to bear it goes on the shipping account", () => {
    const input = planInput(
      order({ content: { lines: [line({ kind: "giftCard" })], shippingLines: [shippingLine()] } }),
      {
        facts: facts({
          mappings: {
            shipmentMethod: { Standard: { charge: { type: "itemCharge", number: "S" } } },
          },
        }),
      },
    );
    expect(planDocument(input).document?.lines.at(-1)).toMatchObject({ account: "6810" });
  });
  it("D-23: cash rounding, signed, on its account and in the total", () => {
    const plan = planDocument(
      planInput(
        order({
          content: { lines: [line({ unitPrice: bag("10.02") })], cashRounding: bag("-0.02") },
        }),
      ),
    );
    expect(plan.document?.lines.at(-1)).toMatchObject({
      kind: "cashRounding",
      unitPrice: "-0.02",
      account: "9140",
    });
    expect(plan.document?.expected.gross).toBe("10");
  });
  it("D-24: duties and fees have lines; duties the prices contain have none", () => {
    const lines = [line({ duties: [{ id: gid("Duty", 1), price: bag("4.00"), taxes: [] }] })];
    const fees = [
      { id: gid("Fee", 1), name: "Packing", price: bag("1.50"), taxes: [tax(bag("0.29"))] },
    ];
    const plan = planDocument(planInput(order({ content: { lines, fees } })));
    expect(plan.document?.lines.map(({ kind }) => kind)).toEqual(["item", "duty", "fee"]);
    expect(plan.proof.proved).toBe(true);
    expect(
      planDocument(
        planInput(order({ content: { lines, dutiesIncluded: true } })),
      ).document?.lines.map(({ kind }) => kind),
    ).toEqual(["item"]);
  });
  it("D-30: order-level discounts stand on the lines once, in the chosen currency", () => {
    const lines = [
      line({
        quantity: 3,
        unitPrice: bag("3.33", "EUR", "4.00", "USD"),
        discount: bag("0.99", "EUR", "1.20", "USD"),
      }),
    ];
    const plan = planDocument(
      planInput(order({ content: { lines } }), {
        settings: settings({ currencyHandling: "presentment" }),
      }),
    );
    expect(plan.document?.lines[0]).toMatchObject({ unitPrice: "4", discount: "1.2" });
    expect(plan.document?.expected.gross).toBe("10.8");
  });
  it("SET-13: a location per line; unmapped is a problem only where the ERP wants one", () => {
    const located = order({
      content: {
        lineLocations: [
          {
            lineId: gid("LineItem", 1),
            locationId: gid("Location", 5),
            locationName: "Leeds",
            deliveryMethod: "SHIPPING",
            quantity: 1,
          },
        ],
      },
    });
    const mandatory = { ...capabilities, locationMandatory: true };
    expect(
      planDocument(
        planInput(located, {
          facts: facts({ mappings: { location: { [gid("Location", 5)]: { code: "EAST" } } } }),
        }),
      ).document?.lines[0]?.location,
    ).toBe("EAST");
    expect(planDocument(planInput(located)).document?.lines[0]?.location).toBeUndefined();
    expect(planDocument(planInput(located, { capabilities: mandatory })).problems[0]).toMatchObject(
      {
        kind: "unmapped-location",
        cause: `unmapped-location:${gid("Location", 5)}`,
        where: { mapping: { kind: "location", key: gid("Location", 5) } },
      },
    );
  });
});

describe("codes that the ERP does not have", () => {
  const rows = (codes: Partial<Record<string, string[]>>) => ({
    ...facts(),
    mappings: { location: { a: { code: "MAIN" } }, shipmentMethod: { Standard: { code: "STD" } } },
    codes,
  });
  const there = order({
    content: {
      shippingLines: [shippingLine()],
      lineLocations: [
        {
          lineId: gid("LineItem", 1),
          locationId: "a",
          locationName: "Here",
          deliveryMethod: null,
          quantity: 1,
        },
      ],
    },
  });
  const plan = (codes: Partial<Record<string, string[]>>) =>
    planDocument(
      planInput(there, { settings: settings({ shippingAccount: "8400" }), facts: rows(codes) }),
    );
  it("keep the document from being ready, each with the place where it is changed", () => {
    const good = { accounts: ["8400"], locations: ["main"], shipmentMethods: ["STD"] };
    expect(plan(good).problems).toEqual([]);
    expect(plan({ accounts: [], locations: [], shipmentMethods: [] }).problems).toEqual([]);
    const bad = plan({ accounts: ["8300"], locations: ["EAST"], shipmentMethods: ["EXP"] });
    expect(bad.document).toBeNull();
    expect(
      bad.problems.map(({ kind, params }) => [kind, params["number"], params["path"]]),
    ).toEqual([
      ["unknown-number", "STD", "/app/mappings/shipment-methods?key=Standard"],
      ["unknown-number", "MAIN", "/app/mappings/locations?key=a"],
      ["unknown-number", "8400", "/app/settings#shippingAccount"],
    ]);
  });
});

describe("what edits removed, and the proof", () => {
  it("I-40: quantity, discount and tax are the original less the removal; a line at 0 is gone", () => {
    const lines = [
      line({ quantity: 3, discount: bag("1.00"), taxes: [tax(bag("5.51"))] }),
      line({ id: gid("LineItem", 2), variantId: gid("ProductVariant", 2), unitPrice: bag("8.00") }),
    ];
    const removals = [
      removal([
        { lineId: gid("LineItem", 1), quantity: 1, subtotal: bag("9.67"), tax: bag("1.84") },
        { lineId: gid("LineItem", 2), quantity: 1, subtotal: bag("8.00"), tax: bag("0.00") },
      ]),
    ];
    const plan = planDocument(planInput(order({ content: { lines, removals } })));
    expect(plan.document?.lines).toMatchObject([
      { quantity: "2", unitPrice: "10", discount: "0.67", taxes: [{ amount: "3.67" }] },
    ]);
    expect(plan.document?.expected).toEqual({ net: "19.33", tax: "3.67", gross: "23" });
    expect(plan.proof.proved).toBe(true);
  });
  it("I-42: exchange lines are left out of lines and totals", () => {
    const plan = planDocument(
      planInput(
        order({
          content: {
            lines: [
              line(),
              line({
                id: gid("LineItem", 2),
                exchange: true,
                unitPrice: bag("4.00"),
                taxes: [tax(bag("0.76"))],
              }),
            ],
          },
        }),
      ),
    );
    expect(plan.document?.lines).toHaveLength(1);
    expect(plan.document?.expected.gross).toBe("10");
    expect(plan.explanation.map(({ text }) => text)).toContain("why.line.exchange");
  });
  it("I-42: where Shopify's header does not count them, nothing is taken off it", () => {
    const made = order();
    const plan = planDocument(
      planInput({
        ...made,
        content: {
          ...made.content,
          lines: [
            ...made.content.lines,
            line({ id: gid("LineItem", 2), exchange: true, unitPrice: bag("4.00") }),
          ],
        },
      }),
    );
    expect(plan.document?.expected.gross).toBe(
      made.content.totals.total.shop.amount.replace(/\.0+$/, ""),
    );
    expect(plan.proof.proved).toBe(true);
  });
  it("all lines removed: nothing is left to sell", () => {
    const removals = [
      removal([
        { lineId: gid("LineItem", 1), quantity: 1, subtotal: bag("10.00"), tax: bag("0.00") },
      ]),
    ];
    expect(kinds(planDocument(planInput(order({ content: { removals } }))))).toEqual([
      "nothing-left",
    ]);
    expect(
      kinds(
        planDocument(
          planInput(
            order({ content: { removals }, state: { cancelledAt: "2026-03-02T10:00:00Z" } }),
          ),
        ),
      ),
    ).toEqual(["nothing-left"]);
  });
  it("DOC-4: 3 pieces for 10.00 come out exact", () => {
    const removals = [
      removal([
        { lineId: gid("LineItem", 1), quantity: 1, subtotal: bag("3.32"), tax: bag("0.00") },
      ]),
    ];
    const plan = planDocument(
      planInput(
        order({ content: { lines: [line({ quantity: 4, unitPrice: bag("3.33") })], removals } }),
      ),
    );
    expect(plan.document?.expected.gross).toBe("10");
    expect(plan.document?.lines[0]).toMatchObject({
      quantity: "3",
      unitPrice: "3.34",
      discount: "0.02",
    });
  });
  it("DOC-4: a difference within the tolerance goes on a rounding line, a larger one stops with its kinds", () => {
    const off = (cents: string) => {
      const made = order();
      return {
        ...made,
        content: {
          ...made.content,
          totals: { ...made.content.totals, subtotal: bag(cents), total: bag(cents) },
        },
      };
    };
    const near = planDocument(planInput(off("10.01")));
    expect(near.document?.lines.at(-1)).toMatchObject({
      kind: "rounding",
      unitPrice: "0.01",
      account: "9150",
      taxes: [],
    });
    expect(near.proof.proved).toBe(true);
    expect(row(near, "items")).toEqual({
      kind: "items",
      shopify: "10.01",
      document: "10",
      difference: "-0.01",
    });
    const far = planDocument(planInput(off("10.05")));
    expect(far.problems[0]).toMatchObject({
      kind: "unproved-total",
      cause: "unproved-total:items",
      params: { shopify: "10.05", document: "10", difference: "-0.05" },
    });
    expect(far.document).toBeNull();
    expect(
      planDocument(planInput(off("10.05"), { settings: settings({ roundingTolerance: "0.05" }) }))
        .proof.proved,
    ).toBe(true);
    expect(
      kinds(planDocument(planInput(off("10.01"), { settings: settings({ roundingAccount: "" }) }))),
    ).toEqual(["missing-account"]);
  });
  it("DOC-4: kinds that are wrong against each other are not proved, though the total agrees", () => {
    const made = order({ content: { shippingLines: [shippingLine()] } });
    const swapped = {
      ...made,
      content: {
        ...made.content,
        totals: { ...made.content.totals, subtotal: bag("12.00"), shipping: bag("3.00") },
      },
    };
    expect(kinds(planDocument(planInput(swapped)))).toEqual(["unproved-total"]);
  });
  it("a zero-total order is a document like any other", () => {
    const plan = planDocument(
      planInput(order({ content: { lines: [line({ discount: bag("10.00") })] } })),
    );
    expect(plan.document).toMatchObject({
      expected: { gross: "0" },
      lines: [{ unitPrice: "10", discount: "10" }],
    });
  });
});

describe("policies", () => {
  const held = order({
    content: {
      sourceName: "tiktok",
      attribution: { handle: "tiktok", displayName: "TikTok Shop" },
    },
    state: { fulfillmentStatus: "ON_HOLD" },
  });
  const cases = [
    [
      "cancelled-order",
      "cancelled",
      "cancelledOrders",
      order({ state: { cancelledAt: "2026-03-02T00:00:00Z" } }),
    ],
    ["test-order", "test", "testOrders", order({ content: { test: true } })],
    [
      "high-risk-order",
      "highRisk",
      "highRiskOrders",
      order({
        content: {
          risk: {
            recommendation: "CANCEL",
            assessments: [
              { level: "LOW", provider: null, facts: [] },
              { level: "HIGH", provider: null, facts: [] },
            ],
          },
        },
      }),
    ],
    ["held-marketplace", "heldMarketplace", "heldMarketplaceOrders", held],
  ] as const;
  it.each(cases)(
    "DOC-8, I-9: %s stops by default, goes on when released or allowed",
    (kind, name, setting, snapshot) => {
      expect(kinds(planDocument(planInput(snapshot)))).toEqual([kind]);
      expect(
        planDocument(planInput(snapshot, { choices: { release: [name] } })).document,
      ).not.toBeNull();
      expect(
        planDocument(planInput(snapshot, { settings: settings({ [setting]: "document" }) }))
          .document,
      ).not.toBeNull();
    },
  );
  it("a refund before its document stops the order until a person releases it, where the card imports no refunds; else a credit memo follows (R-12)", () => {
    const { content } = order();
    const refund: OrderRefund = {
      id: "gid://shopify/Refund/1",
      createdAt: "2026-03-02T00:00:00Z",
      note: null,
      returnId: null,
      total: bag("5"),
      canCreateCreditMemo: true,
      lines: [],
      shipping: [],
      adjustments: [],
      duties: [],
      transactions: [],
    };
    const with5 = (currentTotal: MoneyBag, over: Partial<OrderRefund> = {}) =>
      planInput(order({ state: { refunds: [{ ...refund, ...over }], currentTotal } }), {
        settings: settings({ returnProcess: "none" }),
      });
    const less = bag(decimal.subtract(content.totals.total.presentment.amount, "5"));
    const stopped = planDocument(with5(less));
    expect(kinds(stopped)).toEqual(["refunded-order"]);
    expect(stopped.problems[0]?.params).toMatchObject({ amount: "5", currency: "EUR" });
    expect(stopped.refunds).toEqual([refund.id]);
    expect(planDocument({ ...with5(less), settings: settings() }).document).not.toBeNull();
    const released = planDocument({ ...with5(less), choices: { release: ["refunded"] } });
    expect(released.document).not.toBeNull();
    // It only pays back what an edit had taken off: the document is what Shopify says the order comes to.
    expect(kinds(planDocument(with5(content.totals.total)))).toEqual([]);
    const line = {
      id: "gid://shopify/RefundLineItem/1",
      lineId: content.lines[0]?.id ?? gid("LineItem", 0),
      quantity: 1,
      restockType: "CANCEL",
      restocked: true,
      locationId: null,
      returnLocationId: null,
      price: bag("0"),
      subtotal: bag("0"),
      tax: bag("0"),
    };
    expect(kinds(planDocument(with5(content.totals.total, { lines: [line] })))).toEqual([
      "refunded-order",
    ]);
    expect(kinds(planDocument(with5(less, { canCreateCreditMemo: false }))), "a removal").toEqual(
      [],
    );
  });
  it("a hold on one of Shopify's own channels is no marketplace's", () => {
    expect(
      kinds(planDocument(planInput(order({ state: { fulfillmentStatus: "ON_HOLD" } })))),
    ).toEqual([]);
    expect(
      kinds(
        planDocument(
          planInput(
            order({ content: { sourceName: "580111" }, state: { fulfillmentStatus: "ON_HOLD" } }),
          ),
        ),
      ),
    ).toEqual([]);
  });
});
