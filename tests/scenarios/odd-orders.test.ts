import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { anOrder, type Placed, place } from "./back-office.ts";
import { createAll, openShop, sync } from "./shop-at-work.ts";

/** Orders whose parts and header do not agree, or to which something was added: the document is right to the cent, or the order says why there is none. */
const SHOP = "odd-goods.myshopify.com";
const VAT = [{ title: "VAT", rate: "0.19" }];
const MUG = { variant: "MUG-BLUE", price: "10.00" };
/** 10.00 and 1.90 of tax. */
const plain = { taxesIncluded: false, taxes: VAT, taxShipping: false, shipping: [], lines: [MUG] };
const halfShipping = [{ title: "Standard", price: "5.00", discount: { percent: "50" } }];

type Spec = Parameters<typeof anOrder>[0];
const sold = (spec: Partial<Spec>): Placed => place(SHOP, { spec: anOrder({ ...plain, ...spec }) });
const act = (order: Placed, name: string, args: object = {}): unknown =>
  simulator.act(SHOP, name, { order: order.id, ...args });

/** Imports what is there and creates documents; tells what became of the order. */
async function verdict({ id: orderId }: Placed) {
  simulator.clock.advance(1_000);
  await sync(SHOP, { includeArchived: true });
  await createAll(SHOP);
  const problems = await db.problem.findMany({
    where: { shop: SHOP, orderId, clearedAt: null },
    select: { kind: true },
  });
  const [document] = await db.ledgerDocument.findMany({
    where: { shop: SHOP, shopifyOrderId: orderId },
    include: { lines: { orderBy: { sequence: "asc" } } },
  });
  return {
    problems: problems.map(({ kind }) => kind),
    gross: document?.gross.toFixed(2),
    tax: document?.tax.toFixed(2),
    lines: document?.lines.map(({ amount }) => amount.toFixed(2)),
  };
}

beforeAll(async () => {
  simulator.shops.add(SHOP, "empty");
  await openShop(SHOP);
}, 120_000);

describe("a header that disagrees with its parts by cents", () => {
  it("a total of one cent more: the cent goes to the account for rounding", async () => {
    expect(await verdict(sold({ headerOff: { total: "0.01" } }))).toEqual({
      problems: [],
      gross: "11.91",
      tax: "1.90",
      lines: ["10.00", "0.01"],
    });
  });
  it("a tax of one cent less: it comes off the tax of the line", async () => {
    expect(await verdict(sold({ headerOff: { tax: "-0.01", total: "-0.01" } }))).toEqual({
      problems: [],
      gross: "11.89",
      tax: "1.89",
      lines: ["10.00"],
    });
  });
  it("a subtotal or a shipping total of one cent more changes no amount", async () => {
    const right = { problems: [], gross: "11.90", tax: "1.90", lines: ["10.00"] };
    expect(await verdict(sold({ headerOff: { subtotal: "0.01" } }))).toEqual(right);
    expect(await verdict(sold({ headerOff: { shipping: "0.01" } }))).toEqual(right);
  });
  it("half a euro is no rounding: the order waits and says so", async () => {
    expect(await verdict(sold({ headerOff: { total: "0.50" } }))).toEqual({
      problems: ["unproved-total"],
      gross: undefined,
      tax: undefined,
      lines: undefined,
    });
  });
});

describe("a shipping total before or after the discounts of its lines", () => {
  it.each(["before", "after"] as const)("%s them", async (shippingTotal) => {
    expect(await verdict(sold({ shipping: halfShipping, shippingTotal }))).toEqual({
      problems: [],
      gross: "14.40",
      tax: "1.90",
      lines: ["10.00", "2.50"],
    });
  });
});

describe("what an exchange adds (I-42)", () => {
  const returned = (order: Placed, ...prices: string[]): unknown =>
    act(order, "returnOrder", {
      lines: [{ line: 0, quantity: 1 }],
      exchange: prices.map((price) => ({ variant: "MUG-WHITE", price, taxes: VAT })),
    });

  it("is no part of the order's document; all of its pages are read", async () => {
    const order = sold({});
    act(order, "fulfillOrder");
    returned(order, "12.00", "1.00", "2.00", "3.00", "4.00", "5.00", "6.00");
    expect(await verdict(order)).toEqual({
      problems: [],
      gross: "11.90",
      tax: "1.90",
      lines: ["10.00"],
    });
    const stored = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id },
    });
    const { explanation } = stored.plan as { explanation: { text: string }[] };
    expect(explanation.filter(({ text }) => text === "why.line.exchange")).toHaveLength(7);
  });
  it("is no difference to a document that was there before", async () => {
    const order = sold({});
    act(order, "fulfillOrder");
    expect((await verdict(order)).gross).toBe("11.90");
    returned(order, "12.00");
    expect(await verdict(order)).toMatchObject({
      problems: [],
      gross: "11.90",
    });
  });
});

describe("what is paid and given back", () => {
  it("store credit is a payment like any other", async () => {
    const payments = [{ gateway: "shopify_store_credit", amount: "5.00" }, {}];
    expect(await verdict(sold({ payments }))).toMatchObject({ problems: [], gross: "11.90" });
  });
  it("what an edit took off and a refund paid back is gone once, whatever it was paid with", async () => {
    const order = sold({
      lines: [{ ...MUG, quantity: 3 }],
      payments: [{ gateway: "shopify_store_credit", amount: "20.00" }, {}],
    });
    act(order, "editOrder", { setQuantity: [{ line: 0, quantity: 1 }] });
    act(order, "refundOrder", { custom: "23.80" });
    expect(await verdict(order)).toMatchObject({ problems: [], gross: "11.90", tax: "1.90" });
  });
  it("more than the edit took off: the document has what is left, and the refund is not booked as a guess", async () => {
    const order = sold({ lines: [{ ...MUG, quantity: 3 }] });
    act(order, "editOrder", { setQuantity: [{ line: 0, quantity: 1 }] });
    act(order, "refundOrder", { custom: "25.00" });
    expect(await verdict(order)).toMatchObject({
      problems: ["refund-beyond-document", "refund-unproved"],
      gross: "11.90",
    });
  });
});

it("tax lines and discounts in another order are no change", async () => {
  const order = sold({
    taxes: [...VAT, { title: "City", rate: "0.02" }],
    lines: [{ ...MUG, quantity: 3, discount: { amount: "1.00", title: "Friend" } }],
    discounts: [{ percent: "10", title: "Week" }],
  });
  const before = await verdict(order);
  expect(before.problems).toEqual([]);
  act(order, "reorderLists");
  act(order, "touchOrder");
  expect(await verdict(order)).toEqual(before);
  expect(await db.orderVersion.count({ where: { shop: SHOP, orderId: order.id } })).toBe(1);
});

it("met no gap of the simulated Shopify", () => {
  expect(simulator.log.defects).toEqual([]);
});
