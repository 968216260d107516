/** Recording order-capture-validation, told again with our own orders, and what becomes of an authorization. */
import { describe, expect, it } from "vitest";
import { askedShop } from "../testing-graphql.ts";
import type { OrderRecord } from "../model.ts";
import type { OrderSpec } from "../order-spec.ts";

const CAPTURE = `mutation ($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { id kind status errorCode gateway processedAt amountSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } parentTransaction { id kind status } } userErrors { field message } } }`;
const READ = `query ($id: ID!) { order(id: $id) { displayFinancialStatus capturable canMarkAsPaid totalCapturableSet { presentmentMoney { amount } } totalOutstandingSet { presentmentMoney { amount } } totalReceivedSet { presentmentMoney { amount } } transactions { kind status multiCapturable authorizationExpiresAt totalUnsettledSet { presentmentMoney { amount } } } } }`;
interface Answer {
  transaction: {
    id: string;
    kind: string;
    status: string;
    errorCode: string | null;
    processedAt: string | null;
    amountSet: { shopMoney: { amount: string }; presentmentMoney: { amount: string } };
    parentTransaction: { id: string };
  } | null;
  userErrors: { field: string[] | null; message: string }[];
}
interface Money {
  presentmentMoney: { amount: string };
}
interface Read {
  displayFinancialStatus: string;
  capturable: boolean;
  canMarkAsPaid: boolean;
  totalCapturableSet: Money;
  totalOutstandingSet: Money;
  totalReceivedSet: Money;
  transactions: { kind: string; status: string; totalUnsettledSet: Money }[];
}

function shop() {
  const asked = askedShop();
  const authorized = (spec: Partial<OrderSpec> = {}) =>
    asked.place({ payments: [{ kind: "AUTHORIZATION" }], ...spec });
  const capture = (order: OrderRecord, input: Record<string, unknown>) =>
    asked.told<Answer>(CAPTURE, {
      input: { id: order.id, parentTransactionId: order.transactions[0]!.id, ...input },
    });
  const refused = async (order: OrderRecord, input: Record<string, unknown>) => {
    const [transactions, effects] = [order.transactions.length, asked.effects.length];
    const answer = await capture(order, input);
    expect([answer.transaction, order.transactions.length, asked.effects.length]).toEqual([
      null,
      transactions,
      effects,
    ]);
    return answer.userErrors;
  };
  const read = async (order: OrderRecord) => {
    const { displayFinancialStatus, ...rest } = await asked.told<Read>(READ, { id: order.id });
    return [
      displayFinancialStatus,
      rest.totalReceivedSet,
      rest.totalCapturableSet,
      rest.totalOutstandingSet,
    ].map((part) => (typeof part === "string" ? part : part.presentmentMoney.amount));
  };
  return { ...asked, authorized, capture, refused, read };
}

describe("what is refused", () => {
  const currency = [
    { field: ["currency"], message: "Currency Currency must match parent transaction USD" },
  ];
  it("in a foreign currency: the buyer's currency is a must", async () => {
    const { authorized, refused, capture } = shop();
    const order = authorized({ currency: "USD" });
    expect(await refused(order, { amount: "5.00" })).toEqual(currency);
    expect(await refused(order, { amount: "5.00", currency: "EUR" })).toEqual(currency);
    expect((await capture(order, { amount: "12.50", currency: "USD" })).transaction).toMatchObject({
      kind: "CAPTURE",
      status: "SUCCESS",
      amountSet: {
        shopMoney: { amount: "11.52", currencyCode: "EUR" },
        presentmentMoney: { amount: "12.5", currencyCode: "USD" },
      },
    });
  });
  it("nothing, too much, a final capture where there is but one, a parent that is none", async () => {
    const { authorized, place, refused } = shop();
    const order = authorized();
    expect(await refused(order, { amount: "0.00" })).toEqual([
      { field: null, message: "Amount must be greater than zero for capture transactions" },
    ]);
    expect(await refused(order, { amount: "99.99" })).toEqual([
      { field: null, message: "Cannot capture more than the authorized 12.50 for this payment." },
    ]);
    expect(await refused(order, { amount: "5.00", finalCapture: true })).toEqual([
      {
        field: null,
        message:
          "Setting final capture is not supported for this transaction's payment gateway. Please remove the parameter or set it to null, then try again.",
      },
    ]);
    expect(
      await refused(order, {
        amount: "5.00",
        parentTransactionId: "gid://shopify/OrderTransaction/999999999999999999",
      }),
    ).toEqual([{ field: null, message: "Unable to find parent transaction" }]);
    expect(
      await refused(order, { amount: "5.00", parentTransactionId: place().transactions[0]!.id }),
    ).toEqual([{ field: null, message: "Unable to find parent transaction" }]);
    expect(await refused(order, { amount: "5.00", id: "gid://shopify/Order/1" })).toEqual([
      { field: ["id"], message: "Order does not exist" },
    ]);
    expect(await refused(place(), { amount: "5.00" })).toEqual([
      { field: null, message: "Parent transaction should be a successful authorization" },
    ]);
    expect(
      await refused(place({ payments: [{ kind: "AUTHORIZATION", status: "FAILURE" }] }), {
        amount: "5.00",
      }),
    ).toEqual([{ field: null, message: "Can only capture successful authorizations" }]);
    expect(
      await refused(authorized({ payments: [{ kind: "AUTHORIZATION", void: true }] }), {
        amount: "5.00",
      }),
    ).toEqual([{ field: null, message: "Can only capture successful authorizations" }]);
  });
  it("an authorization that ran out", async () => {
    const { authorized, refused, read, world } = shop();
    const order = authorized();
    world.clock.advance(8 * 86_400_000);
    expect(await refused(order, { amount: "5.00" })).toEqual([
      { field: null, message: "Can only capture successful authorizations" },
    ]);
    expect(await read(order)).toEqual(["EXPIRED", "0.0", "0.0", "12.5"]);
  });
});

describe("what becomes of the authorization", () => {
  it("captured whole and asked once more: it is spent (recorded-answers §1)", async () => {
    const { authorized, capture, refused } = shop();
    const spent = [{ field: null, message: "Can only capture successful authorizations" }];
    const order = authorized();
    await capture(order, { amount: "12.50" });
    expect(await refused(order, { amount: "1.00" })).toEqual(spent);
    const twice = authorized({ payments: [{ kind: "AUTHORIZATION", multiCapturable: true }] });
    await capture(twice, { amount: "12.00" });
    expect(await refused(twice, { amount: "1.00" })).toEqual([
      { field: null, message: "Cannot capture more than the authorized 0.50 for this payment." },
    ]);
    await capture(twice, { amount: "0.50" });
    expect(await refused(twice, { amount: "1.00" })).toEqual(spent);
  });
  it("its part of the shop's money follows the rate of the payment", async () => {
    const { authorized, capture } = shop();
    const order = authorized({
      currency: "USD",
      payments: [{ kind: "AUTHORIZATION", rate: "0.95", multiCapturable: true }],
    });
    const { transaction } = await capture(order, { amount: "10.00", currency: "USD" });
    expect(transaction!.amountSet.shopMoney.amount).toBe("9.5");
  });
  it("captured whole: paid; one effect and its events", async () => {
    const { authorized, capture, effects, topics, read, events } = shop();
    const order = authorized();
    const { transaction } = await capture(order, { amount: "12.50" });
    expect(await read(order)).toEqual(["PAID", "12.5", "0.0", "0.0"]);
    expect(topics()).toEqual(["order_transactions/create", "orders/paid", "orders/updated"]);
    expect(events[0]!.payload).toMatchObject({
      kind: "capture",
      status: "success",
      amount: "12.50",
    });
    expect(effects.map(({ mutation, result }) => [mutation, result])).toEqual([
      [
        "orderCapture",
        {
          transaction: transaction!.id,
          parentTransaction: order.transactions[0]!.id,
          order: order.id,
          status: "SUCCESS",
          amount: "12.50",
          currency: "EUR",
        },
      ],
    ]);
  });
  it("captured in part: the rest of an ordinary one is released and owed", async () => {
    const { authorized, capture, refused, read } = shop();
    const order = authorized();
    await capture(order, { amount: "5.00" });
    expect(await read(order)).toEqual(["PARTIALLY_PAID", "5.0", "0.0", "7.5"]);
    expect(await refused(order, { amount: "7.50" })).toEqual([
      { field: null, message: "Can only capture successful authorizations" },
    ]);
  });
  it("a multi-capturable one is captured until it is used up", async () => {
    const { authorized, capture, refused, read } = shop();
    const order = authorized({ payments: [{ kind: "AUTHORIZATION", multiCapturable: true }] });
    await capture(order, { amount: "5.00", finalCapture: false });
    expect(await read(order)).toEqual(["PARTIALLY_PAID", "5.0", "7.5", "0.0"]);
    expect(await refused(order, { amount: "7.51" })).toEqual([
      { field: null, message: "Cannot capture more than the authorized 7.50 for this payment." },
    ]);
    await capture(order, { amount: "7.50" });
    expect(await read(order)).toEqual(["PAID", "12.5", "0.0", "0.0"]);
  });
  it("or until the final capture, which gives up the rest", async () => {
    const { authorized, capture, read, topics } = shop();
    const order = authorized({ payments: [{ kind: "AUTHORIZATION", multiCapturable: true }] });
    await capture(order, { amount: "5.00", finalCapture: true });
    expect(await read(order)).toEqual(["PARTIALLY_PAID", "5.0", "0.0", "7.5"]);
    expect(topics()).toEqual([
      "order_transactions/create",
      "order_transactions/create",
      "orders/updated",
    ]);
  });
  it("two authorizations are captured one by one", async () => {
    const { authorized, capture, read } = shop();
    const order = authorized({
      payments: [{ kind: "AUTHORIZATION", amount: "5.00" }, { kind: "AUTHORIZATION" }],
    });
    expect(await read(order)).toEqual(["AUTHORIZED", "0.0", "12.5", "0.0"]);
    await capture(order, { amount: "5.00" });
    expect(await read(order)).toEqual(["PARTIALLY_PAID", "5.0", "7.5", "0.0"]);
    await capture(order, { amount: "7.50", parentTransactionId: order.transactions[1]!.id });
    expect(await read(order)).toEqual(["PAID", "12.5", "0.0", "0.0"]);
  });
});

describe("a capture that does not succeed at once", () => {
  it("stays pending until it is settled", async () => {
    const { authorized, capture, act, read, topics, world } = shop();
    const order = authorized();
    world.control.nextCapture!({ status: "PENDING", settleAs: "SUCCESS" });
    expect((await capture(order, { amount: "12.50" })).transaction).toMatchObject({
      status: "PENDING",
      processedAt: null,
    });
    expect(await read(order)).toEqual(["PENDING", "0.0", "0.0", "12.5"]);
    act(order, "settleTransaction");
    expect(await read(order)).toEqual(["PAID", "12.5", "0.0", "0.0"]);
    expect(topics()).toEqual([
      "order_transactions/create",
      "orders/updated",
      "order_transactions/create",
      "orders/paid",
      "orders/updated",
    ]);
  });
  it("fails later: the authorization can be captured again", async () => {
    const { authorized, capture, act, read } = shop();
    const order = authorized();
    act(order, "nextCapture", { status: "PENDING" });
    await capture(order, { amount: "12.50" });
    act(order, "settleTransaction", { status: "FAILURE", errorCode: "CARD_DECLINED" });
    expect(order.transactions[1]).toMatchObject({ status: "FAILURE", errorCode: "CARD_DECLINED" });
    expect(await read(order)).toEqual(["AUTHORIZED", "0.0", "12.5", "0.0"]);
    expect(() => act(order, "settleTransaction")).toThrow(/no pending transaction/);
  });
  it("fails at once, once, for the order named", async () => {
    const { authorized, capture, act, read } = shop();
    const [other, order] = [authorized(), authorized()];
    act(order, "nextCapture", { status: "FAILURE", errorCode: "INSUFFICIENT_FUNDS" });
    expect((await capture(other, { amount: "12.50" })).transaction).toMatchObject({
      status: "SUCCESS",
    });
    expect((await capture(order, { amount: "12.50" })).transaction).toMatchObject({
      status: "FAILURE",
      errorCode: "INSUFFICIENT_FUNDS",
    });
    expect((await capture(order, { amount: "12.50" })).transaction).toMatchObject({
      status: "SUCCESS",
    });
    expect(await read(order)).toEqual(["PAID", "12.5", "0.0", "0.0"]);
  });
});
