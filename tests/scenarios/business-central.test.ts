import "#tests/setup/business-central.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { bc } from "#tests/setup/business-central.ts";
import { db } from "#app/db/client.server.ts";
import { add } from "#app/money/decimal.ts";
import { Big } from "#tests/simulators/shopify/world/arithmetic/big.ts";
import type { OrderSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import {
  anOrder,
  captures,
  effectsOn,
  fulfilled,
  orderAt,
  processed,
  type Placed,
} from "./back-office.ts";
import {
  documentsOf,
  invoiceIn,
  linesOf,
  newsFromBusinessCentral,
  openProblems,
  openShopWithBusinessCentral,
  release,
  salesOrderOf,
  shipIn,
} from "./bc-office.ts";
import { changeSettings, createAll, sync } from "./shop-at-work.ts";

/** The whole way of orders with Business Central in the back office: there, released by people, shipped, invoiced, captured, archived. */
const SHOP = "bc-goods.myshopify.com";
const GOODS = [
  { variant: "MUG-BLUE", quantity: 4 },
  { variant: "ROPE-20", quantity: 2 },
];
const authorized = anOrder({
  lines: GOODS,
  taxesIncluded: true,
  payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
});

const exactly = (amount: unknown): string => new Big(String(amount)).toFixed(2);
const sumOf = (amounts: string[]): string => exactly(add("0", ...amounts));
const totalOf = (order: Placed): string =>
  orderAt(SHOP, order).originalTotal.presentment.toFixed(2);
const statusOf = (order: Placed): string =>
  displayFulfillmentStatus(orderAt(SHOP, order), "2026-10");
const quantities = (order: Placed): number[][] =>
  fulfilled(SHOP, order).map(({ lines }) => Object.values(lines).sort());
const rowOf = (order: Placed) =>
  db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } });
const posted = (order: Placed): string[] =>
  documentsOf("salesInvoices", order).map(({ totalAmountIncludingTax }) =>
    exactly(totalAmountIncludingTax),
  );

describe("orders with Business Central in the back office", () => {
  beforeAll(() => openShopWithBusinessCentral(SHOP));
  afterEach(() => {
    expect(simulator.log.defects).toEqual([]);
  });

  it("a paid order becomes a sales order; each parcel a fulfillment with its tracking; each invoice a capture; then it is archived", async () => {
    const [order] = (await processed(SHOP, { spec: authorized })) as [Placed];
    expect(await openProblems(SHOP, order)).toEqual([]);
    const sold = salesOrderOf(order);
    expect(sold).toMatchObject({
      status: "Draft",
      customerNumber: "C-WEB",
      currencyCode: "EUR",
      pricesIncludeTax: true,
    });
    expect(exactly(sold.totalAmountIncludingTax)).toBe(totalOf(order));
    expect(linesOf(sold)).toEqual([
      ["MUG-BLUE", "4"],
      ["ROPE-20", "2"],
      ["4400", "1"],
    ]);
    expect(await rowOf(order)).toMatchObject({
      documentState: "created",
      documentNumber: sold.number,
    });
    expect(orderAt(SHOP, order).customAttributes.map(({ value }) => value)).toContain(sold.number);

    release(order);
    shipIn(order, { lines: { "MUG-BLUE": "3" }, agent: "DHL", tracking: "JD014600001" });
    await newsFromBusinessCentral(SHOP);
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD014600001"] }]);
    expect(quantities(order)).toEqual([[3]]);
    expect(statusOf(order)).toBe("PARTIALLY_FULFILLED");
    expect(captures(SHOP, order)).toEqual([]);

    invoiceIn(order, "shipped");
    await newsFromBusinessCentral(SHOP);
    expect(captures(SHOP, order).map(exactly)).toEqual(posted(order));
    expect((await rowOf(order)).closed).toBe(false);

    shipIn(order, { agent: "DHL", tracking: "JD014600002" });
    await newsFromBusinessCentral(SHOP);
    expect(fulfilled(SHOP, order).map(({ tracking }) => tracking)).toEqual([
      ["JD014600001"],
      ["JD014600002"],
    ]);
    expect(quantities(order)).toEqual([[3], [1, 2]]);
    expect(statusOf(order)).toBe("FULFILLED");
    expect(effectsOn(SHOP, order, "fulfillmentCreate")).toHaveLength(2);

    invoiceIn(order, "shipped");
    await newsFromBusinessCentral(SHOP);
    // The last of it was invoiced: Business Central has no such order any more.
    expect(documentsOf("salesOrders", order)).toEqual([]);
    expect(captures(SHOP, order).map(exactly)).toEqual(posted(order));
    expect(captures(SHOP, order)).toHaveLength(2);
    expect(sumOf(captures(SHOP, order))).toBe(totalOf(order));

    await sync(SHOP);
    expect(orderAt(SHOP, order).closedAt).not.toBeNull();
    expect(await rowOf(order)).toMatchObject({ closed: true, financialStatus: "PAID" });
    expect(await openProblems(SHOP, order)).toEqual([]);
    // Told once more, nothing happens again.
    const effects = simulator.log.effects.length;
    await newsFromBusinessCentral(SHOP);
    await sync(SHOP);
    await createAll(SHOP);
    expect(simulator.log.effects).toHaveLength(effects);
    expect(documentsOf("salesInvoices", order)).toHaveLength(2);
    expect(bc.books.rows("salesOrders")).toEqual([]);
  });

  it("prices with and without tax and awkward cents: each order comes to Shopify's total and the captures too, to the cent", async () => {
    const specs = [false, true].flatMap((taxesIncluded) =>
      AWKWARD.map((spec) => anOrder({ ...spec, taxesIncluded, payments: MULTI })),
    );
    const orders = await processed(SHOP, ...specs.map((spec) => ({ spec })));
    for (const [index, order] of orders.entries()) {
      expect([index, await openProblems(SHOP, order)]).toEqual([index, []]);
      expect([index, exactly(salesOrderOf(order).totalAmountIncludingTax)]).toEqual([
        index,
        totalOf(order),
      ]);
      shipIn(order);
      invoiceIn(order, "whole");
    }
    await newsFromBusinessCentral(SHOP);
    for (const [index, order] of orders.entries())
      expect([index, posted(order), sumOf(captures(SHOP, order))]).toEqual([
        index,
        [totalOf(order)],
        totalOf(order),
      ]);
    await sync(SHOP);
    for (const order of orders) expect((await rowOf(order)).closed).toBe(true);
  });

  it("a shipment that is undone before it is invoiced is corrected in Business Central alone: a person is told by nothing but the order", async () => {
    const [order] = (await processed(SHOP, { spec: authorized })) as [Placed];
    const shipment = shipIn(order, { tracking: "JD01" });
    bc.people.undo(String(shipment.id));
    // What was undone before the app heard of it never reaches Shopify.
    await newsFromBusinessCentral(SHOP);
    expect(fulfilled(SHOP, order)).toEqual([]);
    shipIn(order, { tracking: "JD02" });
    await newsFromBusinessCentral(SHOP);
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD02"] }]);
  });

  it("a payment that can be captured only once waits for the invoice that completes the order", async () => {
    const [order] = (await processed(SHOP, {
      spec: anOrder({ lines: GOODS, taxesIncluded: true, payments: [{ kind: "AUTHORIZATION" }] }),
    })) as [Placed];
    await changeSettings(SHOP, { captureOnce: "completing" });
    shipIn(order, { lines: { "MUG-BLUE": "1" } });
    invoiceIn(order, "shipped");
    await newsFromBusinessCentral(SHOP);
    expect(captures(SHOP, order)).toEqual([]);
    shipIn(order);
    invoiceIn(order, "shipped");
    await newsFromBusinessCentral(SHOP);
    expect(captures(SHOP, order).map(exactly)).toEqual([totalOf(order)]);
    expect(sumOf(posted(order))).toBe(totalOf(order));
  });
});

const MULTI: NonNullable<OrderSpec["payments"]> = [
  { kind: "AUTHORIZATION", multiCapturable: true },
];

/** 7 × 19.95; 3 × 0.01 and 13 × 9.99; a third off 7 × 19.95; ten euro off three lines. */
const AWKWARD = [
  { lines: [{ variant: "MUG-BLUE", quantity: 7, price: "19.95" }] },
  {
    lines: [
      { variant: "MUG-BLUE", quantity: 3, price: "0.01" },
      { variant: "ROPE-20", quantity: 13, price: "9.99" },
    ],
  },
  {
    lines: [{ variant: "MUG-BLUE", quantity: 7, price: "19.95" }],
    discounts: [{ percent: "33.33" }],
  },
  {
    lines: [
      { variant: "MUG-BLUE", quantity: 3, price: "19.99" },
      { variant: "ROPE-20", quantity: 11, price: "0.37" },
      { variant: "CARDS", quantity: 1, price: "7.77" },
    ],
    discounts: [{ amount: "10.00", code: "TEN" }],
  },
];
