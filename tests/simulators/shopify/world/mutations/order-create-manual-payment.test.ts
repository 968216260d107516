/** Recordings orderCreateManualPayment-warm-success-parity and -access-denied-parity, told again with our own orders. */
import { expect, it } from "vitest";
import { askedShop } from "../testing-graphql.ts";

const PAY = `mutation ($id: ID!, $amount: MoneyInput, $name: String) { orderCreateManualPayment(id: $id, amount: $amount, paymentMethodName: $name) { order { displayFinancialStatus paymentGatewayNames totalOutstandingSet { shopMoney { amount } } transactions { kind status gateway amountSet { shopMoney { amount } } } } userErrors { field message } } }`;
const shop = () => {
  const asked = askedShop();
  return { ...asked, pay: (variables: Record<string, unknown>) => asked.told(PAY, variables) };
};

it("pays what is outstanding as a sale on gateway manual", async () => {
  const { place, pay, topics, effects } = shop();
  expect(await pay({ id: place({ payments: [] }).id })).toEqual({
    order: {
      displayFinancialStatus: "PAID",
      paymentGatewayNames: ["manual"],
      totalOutstandingSet: { shopMoney: { amount: "0.0" } },
      transactions: [
        {
          kind: "SALE",
          status: "SUCCESS",
          gateway: "manual",
          amountSet: { shopMoney: { amount: "12.5" } },
        },
      ],
    },
    userErrors: [],
  });
  expect(topics()).toEqual(["order_transactions/create", "orders/paid", "orders/updated"]);
  expect(effects).toHaveLength(1);
});

it("pays a part on Shopify Plus under the name of the method, and is refused elsewhere", async () => {
  const { place, pay, world } = shop();
  const { id } = place({ payments: [] });
  const part = { id, amount: { amount: "2.50", currencyCode: "EUR" }, name: "Bank Deposit" };
  expect(await pay(part)).toMatchObject({
    order: {
      displayFinancialStatus: "PARTIALLY_PAID",
      totalOutstandingSet: { shopMoney: { amount: "10.0" } },
      transactions: [{ gateway: "Bank Deposit" }],
    },
  });
  world.store().facts.plan.shopifyPlus = false;
  await expect(pay(part)).rejects.toThrow(
    /^Access denied for orderCreateManualPayment field.*Shopify Plus store to use the amount field\.$/,
  );
});

it("an order that is none", async () => {
  const { pay } = shop();
  expect(await pay({ id: "gid://shopify/Order/1" })).toEqual({
    order: null,
    userErrors: [{ field: ["id"], message: "Order does not exist" }],
  });
});
