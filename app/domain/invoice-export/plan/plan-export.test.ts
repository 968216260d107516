import { describe, expect, it } from "vitest";
import { invoice, line, rules } from "./invoice.fixture.ts";
import { orderInput } from "#app/domain/made-orders/order-input.ts";
import { planExport } from "./plan-export.ts";

const reasonOf = (...args: Parameters<typeof planExport>) => {
  const plan = planExport(...args);
  return "reason" in plan ? plan.reason : "none";
};
const orderOf = (...args: Parameters<typeof planExport>) => {
  const plan = planExport(...args);
  if ("reason" in plan) throw new Error(plan.reason);
  return plan.order;
};

describe("S1's conditions", () => {
  it("are checked in its order: the first that is not met is told", () => {
    const bad = { quantity: "1.5", number: "" };
    const odd = invoice({ lines: [line(bad)], currency: "USD" });
    const facts = { buyer: null, defaultCustomers: ["10000"], templateCustomers: ["10000"] };
    expect(reasonOf(odd, rules(facts))).toBe("noCustomer");
    const { buyer } = rules();
    expect(reasonOf(odd, rules({ ...facts, buyer }))).toBe("defaultCustomer");
    expect(reasonOf(odd, rules({ templateCustomers: ["10000"] }))).toBe("templateCustomer");
    expect(reasonOf({ ...odd, lines: [] }, rules())).toBe("noLines");
    expect(reasonOf(odd, rules())).toBe("quantity");
    expect(reasonOf({ ...odd, lines: [line({ number: "" })] }, rules())).toBe("noNumber");
    expect(reasonOf({ ...odd, lines: [line()] }, rules())).toBe("currency");
  });

  it.each([
    ["only comments", invoice({ lines: [line({ kind: "comment", number: "" })] }), "noLines"],
    ["a quantity below zero", invoice({ lines: [line({ quantity: "-1" })] }), "quantity"],
    ["a line that takes away", invoice({ lines: [line({ amount: "-1" })] }), "negativeAmount"],
    ["more open than its total", invoice({ remaining: "24" }), "openAmount"],
    ["less open than nothing", invoice({ remaining: "-1" }), "openAmount"],
    [
      "totals that its lines do not come to",
      invoice({ totals: { net: "20.01", tax: "3.8", gross: "23.81" }, remaining: "23.81" }),
      "unproved",
    ],
  ])("%s", (_what, given, reason) => {
    expect(reasonOf(given, rules())).toBe(reason);
  });
});

describe("payment terms (X-2, X-3)", () => {
  const template = (type: string, name: string) => ({ templateId: `t/${name}`, name, type });
  const terms = {
    byCode: new Map([
      ["30D", template("NET", "Net 30")],
      ["DATE", template("FIXED", "Fixed")],
    ]),
    primary: null,
    timeZone: "Europe/Berlin",
  };
  const planned = (of: Parameters<typeof invoice>[0]) => {
    const plan = planExport(invoice({ documentDate: "2026-07-01", ...of }), rules({ terms }));
    return "reason" in plan ? [plan.reason, plan.detail] : plan.terms;
  };

  it("begin on the day of the invoice in the store's time zone, or end on its due date", () => {
    expect(planned({ paymentTerms: "30D" })).toEqual({
      templateId: "t/Net 30",
      name: "Net 30",
      issuedAt: "2026-06-30T22:00:00.000Z",
    });
    expect(planned({ paymentTerms: "DATE", dueDate: "2026-07-31" })).toEqual({
      templateId: "t/Fixed",
      name: "Fixed",
      dueAt: "2026-07-30T22:00:00.000Z",
    });
  });

  it("that do not exist in Shopify, or lack their due date, keep the invoice back, unless there is a primary one", () => {
    expect(planned({ paymentTerms: "14D" })).toEqual(["paymentTerms", "14D"]);
    expect(planned({})).toEqual(["paymentTerms", ""]);
    expect(planned({ paymentTerms: "DATE" })).toEqual(["paymentTerms", "DATE"]);
    const primary = template("RECEIPT", "Due on receipt");
    const plan = planExport(
      invoice({ paymentTerms: "14D" }),
      rules({ terms: { ...terms, primary } }),
    );
    expect(plan).toMatchObject({ terms: { templateId: "t/Due on receipt", name: primary.name } });
  });

  it("are asked for after the customer and before the default customers", () => {
    const facts = { terms, defaultCustomers: ["10000"] };
    expect(reasonOf(invoice(), rules({ ...facts, buyer: null }))).toBe("noCustomer");
    expect(reasonOf(invoice(), rules(facts))).toBe("paymentTerms");
  });

  it("a paid invoice needs none, and neither does any where the card gives none", () => {
    expect(planned({ paymentTerms: "30D", remaining: "0" })).toBeNull();
    expect(planExport(invoice(), rules())).toMatchObject({ terms: null });
  });
});

describe("the order of an invoice (EXP-1)", () => {
  it("a price finer than a cent is rounded up, and what is too much is a discount", () => {
    const order = orderOf(
      invoice({
        lines: [line({ quantity: "3", unitPrice: "3.335", amount: "10.01", taxes: [] })],
        totals: { net: "10.01", tax: "0", gross: "10.01" },
        remaining: "10.01",
      }),
      rules(),
    );
    expect(order).toMatchObject({ lines: [{ quantity: 3, unitPrice: "3.34" }], discount: "0.01" });
    expect(orderInput(order).discountCode?.itemFixedDiscountCode?.amountSet).toEqual({
      shopMoney: { amount: "0.01", currencyCode: "EUR" },
    });
  });

  it("shipping is a shipping line by its kind or by the card's account; alone, it is an item", () => {
    const freight = line({
      kind: "fee",
      number: "4300",
      account: "4300",
      quantity: "1",
      unitPrice: "20",
    });
    const both = invoice({
      lines: [line(), freight],
      totals: { net: "40", tax: "7.6", gross: "47.6" },
      remaining: "47.6",
    });
    expect(orderOf(both, rules())).toMatchObject({
      lines: [{ sku: "MUG" }],
      shipping: [{ price: "20" }],
    });
    expect(orderOf(both, rules({ shippingAccount: "" })).lines).toHaveLength(2);
    expect(orderOf(invoice({ lines: [freight] }), rules())).toMatchObject({
      lines: [{ sku: "4300" }],
      shipping: [],
    });
  });

  it("comments become the note, and are no lines", () => {
    const given = invoice({
      lines: [
        line(),
        line({ kind: "comment", number: "", description: "Thank you", quantity: "0" }),
      ],
    });
    expect(orderOf(given, rules())).toMatchObject({ note: "Thank you", lines: [{}] });
  });

  it.each([
    ["23.8", "PENDING", []],
    ["10", "PARTIALLY_PAID", ["13.8"]],
    ["0", "PAID", ["23.8"]],
  ])("with %s open it is %s", (remaining, status, paid) => {
    const input = orderInput(orderOf(invoice({ remaining }), rules({ gateway: "Bank" })));
    expect(input).toMatchObject({ financialStatus: status, fulfillmentStatus: "FULFILLED" });
    expect(
      (input.transactions ?? []).map(({ gateway, amountSet }) => [
        gateway,
        amountSet.shopMoney.amount,
      ]),
    ).toEqual(paid.map((amount) => ["Bank", amount]));
  });

  it("a rate that the ERP does not tell follows from the amounts", () => {
    const given = invoice({ lines: [line({ taxes: [{ title: "VAT", amount: "3.8" }] })] });
    expect(orderOf(given, rules()).lines[0]?.taxes).toEqual([
      { title: "VAT", rate: "0.19", amount: "3.8" },
    ]);
  });

  it("a company location buys as itself, and an address that Shopify would refuse is left out", () => {
    const address = { name: "Nordhafen GmbH", address1: "Kai 1", city: "Kiel", countryCode: "DE" };
    const given = invoice({
      billToAddress: { ...address, zip: "24103" },
      shipToAddress: address,
    });
    const buyer = { kind: "companyLocation", id: "gid://shopify/CompanyLocation/9" } as const;
    const input = orderInput(orderOf(given, rules({ buyer })));
    expect(input).toMatchObject({
      companyLocationId: buyer.id,
      billingAddress: { lastName: "Nordhafen GmbH", zip: "24103" },
    });
    expect(input.customer).toBeUndefined();
    expect(input.shippingAddress).toBeUndefined();
  });
});
