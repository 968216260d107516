// S3, Synchronization from the system in Shopify; EXP-2, EXP-3. A sales order made in the ledger becomes one order, and that order never a second document.
import { randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { skipOne } from "#app/domain/attention/skip-tasks.server.ts";
import { exportScreen } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { startSending as sendInvoices } from "#app/domain/invoice-export/sync.server.ts";
import { retryOrders, startSending, stopSending } from "#app/domain/order-export/sync.server.ts";
import { exportedOrdersScreen } from "#app/domain/order-export/views/orders-screen.server.ts";
import {
  cancelDocument,
  insertCustomer,
  postInvoice,
  postInvoiceByHand,
} from "#app/erp/ledger/back-office.server.ts";
import type { HandInvoice, HandLine } from "#app/erp/ledger/back-office/invoice-by-hand.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { currentTotal, totalTax } from "#tests/simulators/shopify/world/arithmetic/order-totals.ts";
import { financialStatus } from "#tests/simulators/shopify/world/arithmetic/payments.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import { anOrder, booksOf, later, news, place } from "./back-office.ts";
import {
  askShopify,
  changeSettings,
  createAll,
  inEmptyShop,
  leaveOrdersOpen,
  ordersOf,
  sync,
  worldOf,
} from "./shop-at-work.ts";

const SHOP = "order-story.myshopify.com";
inEmptyShop(SHOP);

let buyer = "";
let emails = 0;
const effects = (mutation: string) =>
  simulator.log.effects.filter((effect) => effect.mutation === mutation && effect.shop === SHOP);
const rowOf = (number: string) =>
  db.exportedOrder.findFirstOrThrow({ where: { shop: SHOP, number } });
const orderOf = async (number: string) => {
  const { orderId } = await rowOf(number);
  const order = ordersOf(SHOP).find(({ id }) => id === orderId);
  if (!order) throw new Error(`no order of ${number}`);
  return order;
};

const mug: HandLine = {
  kind: "item",
  number: "MUG-BLUE",
  description: "Mug, blue",
  quantity: "3",
  unitPrice: "3.335",
  taxRate: "0.19",
};
const freight: HandLine = {
  kind: "shipping",
  number: "4300",
  description: "Freight",
  quantity: "1",
  unitPrice: "5",
  taxRate: "0.19",
};

/** A sales order made by hand; answers its number. */
async function ordered(
  lines: HandLine[] = [mug],
  { customerId = buyer, ...over }: Partial<HandInvoice> = {},
): Promise<string> {
  const { id } = await postInvoiceByHand(
    await booksOf(SHOP),
    {
      kind: "salesOrder",
      customerId,
      externalDocumentNumber: "PO-77",
      note: "",
      location: "MAIN",
      lines,
      clickId: randomUUID(),
      ...over,
    },
    "ann",
  );
  const { number } = await db.ledgerDocument.findFirstOrThrow({ where: { shop: SHOP, id } });
  return number;
}
async function newCustomer(over: Partial<CustomerData> = {}): Promise<string> {
  const name = "Renate Vogel";
  const ref = await insertCustomer(await booksOf(SHOP), null, {
    name,
    email: `renate.${(emails += 1)}@example.com`,
    address: {
      name,
      address1: "Königstraße 77",
      city: "Lübeck",
      zip: "23552",
      countryCode: "DE",
    },
    ...over,
  });
  return ref.id;
}
const refOf = async (number: string) => {
  const { id } = await db.ledgerDocument.findFirstOrThrow({ where: { shop: SHOP, number } });
  return { kind: "salesOrder" as const, id };
};

beforeAll(async () => {
  simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_customers"]);
  leaveOrdersOpen(SHOP);
  buyer = await newCustomer();
});
beforeEach(() => {
  simulator.log.clear();
});
afterAll(() => releaseHolder());

describe("before anything is sent", () => {
  it("nothing is read while the card's toggle is off", async () => {
    await ordered();
    await news(SHOP);
    expect(await db.exportedOrder.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("turned on, sales orders of that day are planned and shown, and nothing is sent", async () => {
    await changeSettings(SHOP, { exportOrders: true, exportOrdersPaymentType: "CARD" });
    await news(SHOP);
    const screen = await exportedOrdersScreen(SHOP, new URLSearchParams());
    expect(screen).toMatchObject({ on: true, sending: false, ready: 1 });
    expect(screen.rows).toMatchObject([
      {
        state: "ready",
        gross: "11.91",
        missing: [],
        preview: { newCustomer: true, paid: false, lines: ["3 × Mug, blue"] },
      },
    ]);
    expect(effects("orderCreate")).toEqual([]);
    expect(effects("customerSet")).toEqual([]);
  });

  it("sales orders that the app made of Shopify orders are none of this", async () => {
    place(SHOP, {
      spec: anOrder({ lines: [{ sku: "MUG-BLUE", title: "Mug", price: "10", quantity: 1 }] }),
    });
    await sync(SHOP);
    await createAll(SHOP);
    await news(SHOP);
    expect(await db.salesDocument.count({ where: { shop: SHOP } })).toBeGreaterThan(0);
    expect(await db.exportedOrder.count({ where: { shop: SHOP } })).toBe(1);
  });
});

describe("a sales order becomes an order", () => {
  let number = "";
  it("with its new customer, lines, taxes, address, and totals to the cent, to be fulfilled and pending", async () => {
    await startSending(SHOP);
    await news(SHOP);
    [number] = (await db.exportedOrder.findMany({ where: { shop: SHOP } })).map(
      (row) => row.number,
    ) as [string];
    const order = await orderOf(number);
    expect(currentTotal(order).shop.toFixed(2)).toBe("11.91");
    expect(totalTax(order).shop.toFixed(2)).toBe("1.90");
    expect(order).toMatchObject({
      poNumber: "PO-77",
      customAttributes: [{ key: "ERP Doc. No.", value: number }],
      shippingAddress: { firstName: "Renate", lastName: "Vogel", city: "Lübeck", zip: "23552" },
    });
    expect(displayFulfillmentStatus(order, "2026-10")).toBe("UNFULFILLED");
    expect(financialStatus(order)).toBe("PENDING");
    const customer = worldOf(SHOP).store().customers.at(-1);
    expect(order.customer?.id).toBe(customer?.id);
    expect(customer).toMatchObject({ firstName: "Renate", lastName: "Vogel" });
    expect(await rowOf(number)).toMatchObject({
      state: "exported",
      orderName: order.name,
      order: null,
    });
    expect(
      await db.customerLink.count({
        where: { shop: SHOP, shopifyId: customer?.id ?? "", erpId: buyer },
      }),
    ).toBe(1);
  });

  it("the next one of the customer makes no second customer; shipping charges are shipping lines", async () => {
    const second = await ordered([mug, freight], { note: "Ring twice" });
    await news(SHOP);
    const order = await orderOf(second);
    expect(order.shipping.map(({ title, bag }) => [title, bag.shop.toFixed(2)])).toEqual([
      ["Freight", "5.00"],
    ]);
    expect(order.customer?.id).toBe((await orderOf(number)).customer?.id);
    expect(order.note).toContain("Ring twice");
    expect(effects("customerSet")).toEqual([]);
  });

  it("the payment type of the settings makes a payment of the whole order", async () => {
    const paid = await ordered([mug], { paymentMethod: "CARD" });
    const other = await ordered([mug], { paymentMethod: "BANK" });
    await news(SHOP);
    const order = await orderOf(paid);
    expect(financialStatus(order)).toBe("PAID");
    expect(order.transactions.map((one) => [one.gateway, one.amount.shop.toFixed(2)])).toEqual([
      ["CARD", "11.91"],
    ]);
    expect(financialStatus(await orderOf(other))).toBe("PENDING");
  });

  it("the order that comes back is processed and linked, and no second sales document is made of it", async () => {
    const before = await db.salesDocument.count({ where: { shop: SHOP } });
    const ledger = await db.ledgerDocument.count({ where: { shop: SHOP } });
    await sync(SHOP);
    const rows = await db.order.findMany({ where: { shop: SHOP, documentKind: "erpOrder" } });
    expect(rows.map(({ documentNumber }) => documentNumber).sort()).toEqual(
      (await db.exportedOrder.findMany({ where: { shop: SHOP } })).map((row) => row.number).sort(),
    );
    for (const row of rows) expect(row.documentState).toBe("created");
    await createAll(SHOP);
    await news(SHOP);
    expect(await db.salesDocument.count({ where: { shop: SHOP } })).toBe(before);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(ledger);
    expect(effects("orderCreate")).toEqual([]);
  });
});

describe("why it cannot be sent (S3)", () => {
  const reasonOf = async (customer: Partial<CustomerData>) => {
    const number = await ordered([mug], { customerId: await newCustomer(customer) });
    await news(SHOP, { allowFailures: true });
    return rowOf(number);
  };

  it("a delivery address that lacks a part is left out, and the parts are named", async () => {
    const row = await reasonOf({ address: { name: "Renate Vogel", city: "Lübeck" } });
    expect(row).toMatchObject({ state: "exported", missing: ["address1", "zip", "countryCode"] });
    expect((await orderOf(row.number)).shippingAddress).toBeNull();
  });

  it("a customer without e-mail and phone, or with one that is none", async () => {
    expect(await reasonOf({ email: "", phone: "" })).toMatchObject({ reason: "noContact" });
    expect(await reasonOf({ email: "nobody" })).toMatchObject({ reason: "emailInvalid" });
    expect(await reasonOf({ email: "", phone: "12" })).toMatchObject({ reason: "phoneInvalid" });
    expect(effects("customerSet")).toEqual([]);
  });

  it("a customer of Shopify is found by e-mail; one that is another ERP customer's already is nobody's", async () => {
    const email = "anna.both@example.com";
    expect(await reasonOf({ email })).toMatchObject({ state: "exported" });
    expect(effects("customerSet")).toHaveLength(1);
    const row = await reasonOf({ email });
    expect(row).toMatchObject({ state: "excluded", reason: "otherCustomer", detail: email });
    const customer = worldOf(SHOP)
      .store()
      .customers.find((one) => one.email === email);
    await db.customerLink.deleteMany({ where: { shop: SHOP, shopifyId: customer?.id ?? "" } });
    await retryOrders(SHOP, [row.id]);
    await news(SHOP);
    expect((await orderOf(row.number)).customer?.id).toBe(customer?.id);
    expect(effects("customerSet")).toHaveLength(1);
  });

  it("a document with the key of another store's order", async () => {
    const number = await ordered();
    await db.ledgerDocument.updateMany({
      where: { shop: SHOP, number },
      data: { externalKey: "SHOPIFY-OR-99999999-1" },
    });
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "excluded", reason: "otherStore" });
  });

  it("quantities and amounts that Shopify does not take", async () => {
    const number = await ordered([{ ...mug, quantity: "1.5" }]);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({
      state: "excluded",
      reason: "quantity",
      detail: "Mug, blue",
    });
  });

  it("one that is not released waits for it, unless all are wanted", async () => {
    const number = await ordered();
    const where = { shop: SHOP, number };
    await db.ledgerDocument.updateMany({ where, data: { state: "open" } });
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "excluded", reason: "notReleased" });
    await db.ledgerDocument.updateMany({
      where,
      data: { state: "released", version: 2, changedAt: new Date() },
    });
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", reason: null });
    const open = await ordered();
    await db.ledgerDocument.updateMany({
      where: { shop: SHOP, number: open },
      data: { state: "open" },
    });
    await changeSettings(SHOP, { exportOrdersWhich: "all" });
    await news(SHOP);
    expect(await rowOf(open)).toMatchObject({ state: "exported" });
    await changeSettings(SHOP, { exportOrdersWhich: "released" });
  });
});

describe("on a bad day", () => {
  it("answers that are lost after the act are looked up: one customer, one order", async () => {
    const number = await ordered([mug], { customerId: await newCustomer() });
    simulator.faults.arm({ kind: "drop-answer", operation: "SetCustomer" });
    simulator.faults.arm({ kind: "drop-answer", operation: "CreateOrder" });
    await news(SHOP, { allowFailures: true });
    await later(SHOP);
    await later(SHOP);
    expect(effects("customerSet")).toHaveLength(1);
    expect(effects("orderCreate")).toHaveLength(1);
    expect(await rowOf(number)).toMatchObject({ state: "exported" });
  });

  it("an order that comes back before our own answer is linked by its key, and not made again", async () => {
    await stopSending(SHOP);
    const number = await ordered();
    await news(SHOP);
    const { key } = await rowOf(number);
    const amount = { shopMoney: { amount: "11.91", currencyCode: "EUR" } };
    await askShopify(
      SHOP,
      "mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) { userErrors { message } } }",
      {
        order: {
          sourceIdentifier: key,
          lineItems: [{ title: "Mug", quantity: 1, priceSet: amount }],
        },
      },
    );
    await sync(SHOP);
    const order = ordersOf(SHOP).at(-1);
    const row = { where: { shop: SHOP, orderId: order?.id ?? "" } };
    expect(await db.order.findFirstOrThrow(row)).toMatchObject({
      documentState: "created",
      documentKind: "erpOrder",
      documentNumber: number,
    });
    await startSending(SHOP);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", orderId: order?.id });
    expect(effects("orderCreate")).toHaveLength(1);
  });

  it("a task that is put aside leaves the sales order failed with the person's reason; retried, it becomes one order", async () => {
    simulator.act(SHOP, "limitOrders", { perMinute: 0 });
    const number = await ordered();
    await news(SHOP, { allowFailures: true });
    const { id, taskId } = await rowOf(number);
    await skipOne(SHOP, taskId ?? "", "Sold twice", "ann");
    expect(await rowOf(number)).toMatchObject({
      state: "failed",
      reason: "putAside",
      detail: "Sold twice",
    });
    simulator.act(SHOP, "limitOrders", { perMinute: null });
    await later(SHOP);
    expect(effects("orderCreate")).toEqual([]);
    await retryOrders(SHOP, [id]);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", reason: null });
    expect(effects("orderCreate")).toHaveLength(1);
  });

  it("a sales order that is deleted before it is sent is left", async () => {
    simulator.act(SHOP, "limitOrders", { perMinute: 0 });
    const number = await ordered([{ ...mug, quantity: "1.5" }]);
    await news(SHOP);
    await cancelDocument(await booksOf(SHOP), await refOf(number));
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "cancelled" });
    simulator.act(SHOP, "limitOrders", { perMinute: null });
  });
});

describe("afterwards", () => {
  it("a sales order that changes in the ERP is named; one that is canceled cancels its order, once", async () => {
    const number = await ordered();
    await news(SHOP);
    const order = await orderOf(number);
    const where = { shop: SHOP, number };
    await db.ledgerDocument.updateMany({
      where,
      data: { note: "Changed", version: 5, changedAt: new Date() },
    });
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", edited: true });
    await cancelDocument(await booksOf(SHOP), await refOf(number));
    await news(SHOP);
    await news(SHOP);
    simulator.act(SHOP, "finishJobs", {});
    await later(SHOP);
    expect(order.cancelledAt).not.toBeNull();
    expect(effects("orderCancel")).toHaveLength(1);
  });

  it("its posted invoice is no order of its own; an invoice that is one already keeps its sales order back", async () => {
    await changeSettings(SHOP, { exportInvoices: true });
    await news(SHOP);
    await sendInvoices(SHOP);
    const sent = await ordered();
    await news(SHOP);
    await postInvoice(await booksOf(SHOP), await refOf(sent), "whole", "ann");
    await news(SHOP);
    expect((await exportScreen(SHOP, new URLSearchParams())).rows).toEqual([]);
    simulator.log.clear();
    const kept = await ordered([mug], { customerId: await newCustomer({ email: "", phone: "" }) });
    await postInvoice(await booksOf(SHOP), await refOf(kept), "whole", "ann");
    await news(SHOP);
    expect(await rowOf(kept)).toMatchObject({ state: "excluded", reason: "invoiced" });
    expect(await db.exportedInvoice.count({ where: { shop: SHOP } })).toBe(1);
    expect(effects("orderCreate")).toEqual([]);
  });
});
