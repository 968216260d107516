/** Recording orderMarkAsPaid-state-and-money, told again with our own orders; fulfillmentCancel and fulfillmentTrackingInfoUpdate. */
import { describe, expect, it } from "vitest";
import type { OrderRecord } from "../model.ts";
import { askedShop } from "../testing-graphql.ts";

const MARK = `mutation ($input: OrderMarkAsPaidInput!) { orderMarkAsPaid(input: $input) { order { id canMarkAsPaid displayFinancialStatus totalOutstandingSet { shopMoney { amount } presentmentMoney { amount } } transactions { kind status gateway amountSet { shopMoney { amount } presentmentMoney { amount } } } } userErrors { field message } } }`;
interface Answer {
  order: { canMarkAsPaid: boolean; displayFinancialStatus: string; transactions: unknown[] } | null;
  userErrors: unknown[];
}

describe("orderMarkAsPaid", () => {
  const shop = () => {
    const asked = askedShop();
    return {
      ...asked,
      mark: (order: Pick<OrderRecord, "id">) =>
        asked.told<Answer>(MARK, { input: { id: order.id } }),
    };
  };
  const sale = (shopAmount: string, amount: string) => ({
    kind: "SALE",
    status: "SUCCESS",
    gateway: "manual",
    amountSet: { shopMoney: { amount: shopAmount }, presentmentMoney: { amount } },
  });
  it("makes a manual sale of what is outstanding, once", async () => {
    const { place, mark, topics, effects } = shop();
    const order = place({ payments: [] });
    expect(await mark(order)).toMatchObject({
      order: {
        displayFinancialStatus: "PAID",
        canMarkAsPaid: false,
        totalOutstandingSet: { shopMoney: { amount: "0.0" } },
        transactions: [sale("12.5", "12.5")],
      },
      userErrors: [],
    });
    expect(topics()).toEqual(["order_transactions/create", "orders/paid", "orders/updated"]);
    expect(await mark(order)).toMatchObject({
      order: { displayFinancialStatus: "PAID", transactions: [sale("12.5", "12.5")] },
      userErrors: [{ field: ["id"], message: "Order cannot be marked as paid." }],
    });
    expect(effects.map(({ mutation }) => mutation)).toEqual(["orderMarkAsPaid"]);
    expect(topics()).toHaveLength(3);
  });
  it("in the order's own amounts of both currencies", async () => {
    const { place, mark } = shop();
    expect(await mark(place({ currency: "USD", payments: [] }))).toMatchObject({
      order: { displayFinancialStatus: "PAID", transactions: [sale("11.52", "12.5")] },
    });
  });
  it("captures what is authorized, and sells the rest", async () => {
    const { place, mark } = shop();
    const order = place({ payments: [{ kind: "AUTHORIZATION", amount: "5.00" }] });
    const { order: answered } = await mark(order);
    expect(answered).toMatchObject({ displayFinancialStatus: "PAID" });
    expect(order.transactions.map(({ kind, gateway }) => [kind, gateway])).toEqual([
      ["AUTHORIZATION", "shopify_payments"],
      ["CAPTURE", "shopify_payments"],
      ["SALE", "manual"],
    ]);
  });
  it("refuses a cancelled and an unknown order", async () => {
    const { place, act, mark } = shop();
    const order = place({ payments: [] });
    act(order, "cancelOrder");
    expect((await mark(order)).userErrors).toEqual([
      { field: ["id"], message: "Order cannot be marked as paid." },
    ]);
    expect(await mark({ id: "gid://shopify/Order/1" })).toEqual({
      order: null,
      userErrors: [{ field: ["id"], message: "Order does not exist" }],
    });
  });
});

describe("a fulfillment that is there", () => {
  const TRACK = `mutation ($id: ID!, $t: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t) { fulfillment { trackingInfo { company number url } } userErrors { field message } } }`;
  const CANCEL = `mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { field message } } }`;
  const shipped = (lines?: unknown) => {
    const asked = askedShop();
    const order = asked.place({ lines: [{ title: "Goods", price: "10.00", quantity: 2 }] });
    asked.act(order, "fulfillOrder", lines === undefined ? {} : { lines });
    asked.events.length = 0;
    return { ...asked, order, id: order.fulfillmentRecords[0]!.id };
  };
  it("gets another number; the same again changes nothing", async () => {
    const { told, id, effects, topics } = shipped();
    for (let turn = 0; turn < 2; turn++)
      expect(await told(TRACK, { id, t: { company: "GLS", number: "7" } })).toEqual({
        fulfillment: {
          trackingInfo: [{ company: "GLS", number: "7", url: "https://gls-group.eu/track/7" }],
        },
        userErrors: [],
      });
    expect([effects.length, topics()]).toEqual([1, ["fulfillments/update", "orders/updated"]]);
  });
  it("is cancelled: a new fulfillment order takes up what a closed one shipped", async () => {
    const { told, id, order, effects } = shipped();
    expect(await told(CANCEL, { id })).toEqual({
      fulfillment: { status: "CANCELLED", displayStatus: "CANCELED" },
      userErrors: [],
    });
    expect(
      order.fulfillmentOrderRecords.map(({ status, lines }) => [
        status,
        lines.map(({ remainingQuantity }) => remainingQuantity),
      ]),
    ).toEqual([
      ["CLOSED", [2]],
      ["OPEN", [2]],
    ]);
    // A cancelled one takes a tracking number all the same.
    expect(await told(TRACK, { id, t: { company: "GLS", number: "7" } })).toMatchObject({
      fulfillment: { trackingInfo: [{ number: "7" }] },
      userErrors: [],
    });
    effects.length = 1;
    await told(CANCEL, { id });
    expect(effects).toHaveLength(1);
  });
  it("is cancelled: units go back into one that is still open", async () => {
    const { told, id, order } = shipped([{ line: 0, quantity: 1 }]);
    await told(CANCEL, { id });
    expect(
      order.fulfillmentOrderRecords.map(({ status, lines }) => [
        status,
        lines.map(({ remainingQuantity }) => remainingQuantity),
      ]),
    ).toEqual([["OPEN", [2]]]);
  });
});
