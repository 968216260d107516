/** Recordings order-create-parity, -validation-matrix, -validation-matrix-extended and -math-matrix, told again in the shop's own currency. */
import { describe, expect, it } from "vitest";
import { askedShop } from "../testing-graphql.ts";

const CREATE = `mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id name poNumber sourceIdentifier displayFinancialStatus displayFulfillmentStatus discountCodes currentTotalPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } } userErrors { field message code } } }`;
interface Answer {
  order: Record<string, unknown> | null;
  userErrors: unknown[];
}
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });
const set = (amount: string) => ({ shopMoney: { amount } });
const line = {
  title: "Mug",
  quantity: 2,
  priceSet: money("20.00"),
  requiresShipping: true,
  taxLines: [{ title: "Line tax", rate: "0.05", priceSet: money("2.00") }],
};
const shop = () => {
  const asked = askedShop();
  return {
    ...asked,
    create: (order: Record<string, unknown>) => asked.told<Answer>(CREATE, { order }),
  };
};

describe("orderCreate", () => {
  it("takes prices, discount and taxes as they are given, and is fulfilled and paid at once", async () => {
    const { create, topics, effects } = shop();
    const answer = await create({
      currency: "EUR",
      sourceIdentifier: "OURS-1",
      poNumber: "PO-1",
      fulfillmentStatus: "FULFILLED",
      discountCode: { itemFixedDiscountCode: { code: "SAVE5", amountSet: money("5.00") } },
      shippingLines: [
        {
          title: "Standard",
          priceSet: money("5.00"),
          taxLines: [{ title: "Shipping tax", rate: "0.1", priceSet: money("0.50") }],
        },
      ],
      lineItems: [line],
      transactions: [
        { kind: "SALE", status: "SUCCESS", gateway: "manual", amountSet: money("42.50") },
      ],
    });
    expect(answer).toMatchObject({
      order: {
        sourceIdentifier: "OURS-1",
        poNumber: "PO-1",
        displayFinancialStatus: "PAID",
        displayFulfillmentStatus: "FULFILLED",
        discountCodes: ["SAVE5"],
        currentTotalPriceSet: set("42.5"),
        totalTaxSet: set("2.5"),
        totalDiscountsSet: set("5.0"),
      },
      userErrors: [],
    });
    expect(topics()).toEqual(
      expect.arrayContaining(["orders/create", "orders/paid", "orders/fulfilled"]),
    );
    expect(effects.map(({ mutation }) => mutation)).toEqual(["orderCreate"]);
  });

  it("without payments and without a status has none, and owes all of it", async () => {
    const { create } = shop();
    expect((await create({ lineItems: [line] })).order).toMatchObject({
      displayFinancialStatus: null,
      displayFulfillmentStatus: "UNFULFILLED",
      totalOutstandingSet: set("42.0"),
    });
    expect((await create({ lineItems: [line], financialStatus: "PENDING" })).order).toMatchObject({
      displayFinancialStatus: "PENDING",
    });
  });

  it("refuses an order without lines, and makes none", async () => {
    const { create, effects } = shop();
    expect(await create({ lineItems: [] })).toEqual({
      order: null,
      userErrors: [
        {
          field: ["order", "lineItems"],
          message: "Line items must have at least one line item",
          code: "INVALID",
        },
      ],
    });
    expect(effects).toEqual([]);
  });

  it("on a development store takes so many a minute", async () => {
    const { create, world } = shop();
    world.store().ordersPerMinute = 1;
    expect((await create({ lineItems: [line] })).userErrors).toEqual([]);
    expect(await create({ lineItems: [line] })).toMatchObject({
      order: null,
      userErrors: [{ message: "Too many attempts. Please try again later.", code: null }],
    });
  });
});
