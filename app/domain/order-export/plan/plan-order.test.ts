import { describe, expect, it } from "vitest";
import { orderInput } from "#app/domain/made-orders/order-input.ts";
import { defaultSettings } from "#app/domain/shop-card/settings.ts";
import type { SalesOrderReading } from "#app/erp/port/sales-orders.ts";
import { planOrder, type OrderFacts } from "./plan-order.ts";

const sales = (over: Partial<SalesOrderReading> = {}): SalesOrderReading => ({
  ref: { kind: "salesOrder", id: "1" },
  number: "SO-1",
  status: "released",
  sellTo: { kind: "customer", id: "c1", number: "10000" },
  shipToAddress: {
    name: "Renate Vogel",
    address1: "Königstraße 77",
    city: "Lübeck",
    zip: "23552",
    countryCode: "DE",
  },
  currency: "EUR",
  pricesIncludeTax: false,
  documentDate: "2026-07-01",
  lines: [
    {
      kind: "item",
      number: "MUG",
      description: "Mug",
      quantity: "3",
      unitPrice: "3.335",
      amount: "10.01",
      taxes: [{ title: "VAT", rate: "0.19", amount: "1.9" }],
    },
  ],
  totals: { net: "10.01", tax: "1.9", gross: "11.91" },
  ...over,
});
const facts = (over: Partial<OrderFacts> = {}): OrderFacts => ({
  key: "ERP-ORDER-1",
  settings: defaultSettings,
  shopCurrency: "EUR",
  timeZone: "Europe/Berlin",
  ofOtherStore: false,
  invoicesAreOrders: false,
  buyer: { kind: "customer", id: "gid://shopify/Customer/1" },
  customerName: "Renate Vogel",
  ...over,
});
const planned = (of: Partial<SalesOrderReading> = {}, over: Partial<OrderFacts> = {}) => {
  const plan = planOrder(sales(of), facts(over));
  if ("reason" in plan) throw new Error(plan.reason);
  return plan;
};
const reasonOf = (of: Partial<SalesOrderReading>, over: Partial<OrderFacts> = {}) => {
  const plan = planOrder(sales(of), facts(over));
  return "reason" in plan ? plan.reason : "none";
};

describe("the order of a sales order (EXP-2)", () => {
  it("comes to its totals to the cent, is to be fulfilled, and pending", () => {
    const { order, missing } = planned();
    expect(missing).toEqual([]);
    const input = orderInput(order);
    expect(input).toMatchObject({
      sourceIdentifier: "ERP-ORDER-1",
      financialStatus: "PENDING",
      processedAt: "2026-06-30T22:00:00.000Z",
      shippingAddress: { firstName: "Renate", lastName: "Vogel", countryCode: "DE" },
      transactions: [],
    });
    expect(input.fulfillmentStatus).toBeUndefined();
    expect(order).toMatchObject({
      lines: [{ unitPrice: "3.34", quantity: 3 }],
      discount: "0.01",
      total: "11.91",
    });
  });

  it("S3: only the payment type of the settings makes a payment of the whole order", () => {
    const settings = { ...defaultSettings, exportOrdersPaymentType: " card " };
    const input = orderInput(planned({ paymentMethod: "CARD" }, { settings }).order);
    expect(input).toMatchObject({
      financialStatus: "PAID",
      transactions: [
        {
          kind: "SALE",
          status: "SUCCESS",
          gateway: "CARD",
          amountSet: { shopMoney: { amount: "11.91" } },
        },
      ],
    });
    expect(planned({ paymentMethod: "BANK" }, { settings }).order.paid).toBe("0");
    expect(planned({ paymentMethod: "" }).order.paid).toBe("0");
    expect(planned({}, { settings: { ...settings, exportOrdersPaymentType: "" } }).order.paid).toBe(
      "0",
    );
  });

  it.each([
    ["lastName", { name: "" }],
    ["firstName", { name: "Vogel" }],
    ["address1", { address1: "" }],
    ["city", { city: "" }],
    ["zip", { zip: "" }],
    ["countryCode", { countryCode: "" }],
  ])("S3: without %s the delivery address is left out", (part, without) => {
    const { order, missing } = planned({
      shipToAddress: { ...(sales().shipToAddress ?? { name: "" }), ...without },
    });
    expect(missing).toContain(part);
    expect(orderInput(order).shippingAddress).toBeUndefined();
  });

  it("one that was delivered is fulfilled", () => {
    expect(orderInput(planned({ status: "shipped" }).order).fulfillmentStatus).toBe("FULFILLED");
  });

  it("says the same as long as only its state changes", () => {
    const { revision } = planned();
    expect(planned({ status: "shipped" }).revision).toBe(revision);
    expect(planned({ note: "Ring twice" }).revision).not.toBe(revision);
  });
});

describe("why it becomes none", () => {
  const noContact = { reason: "noContact" as const, detail: "10000" };
  it.each<[string, Partial<SalesOrderReading>, Partial<OrderFacts>]>([
    ["otherStore", { status: "open" }, { ofOtherStore: true, buyer: noContact }],
    ["notReleased", { status: "open" }, { buyer: noContact }],
    ["invoiced", { status: "invoiced" }, { invoicesAreOrders: true }],
    ["partly", { status: "partiallyShipped" }, {}],
    ["partly", { status: "partiallyInvoiced" }, { invoicesAreOrders: true }],
    ["defaultCustomer", {}, { settings: { ...defaultSettings, defaultCustomer: "10000" } }],
    ["noLines", { lines: [] }, { buyer: noContact }],
    ["currency", { currency: "USD" }, {}],
    ["noContact", {}, { buyer: noContact }],
    ["unproved", { totals: { net: "10.02", tax: "1.9", gross: "11.92" } }, {}],
  ])("%s", (reason, of, over) => {
    expect(reasonOf(of, over)).toBe(reason);
  });

  it("open ones go, too, where all are wanted", () => {
    const settings = { ...defaultSettings, exportOrdersWhich: "all" as const };
    expect(reasonOf({ status: "open" }, { settings })).toBe("none");
  });
});
