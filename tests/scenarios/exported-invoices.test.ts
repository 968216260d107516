// S1, Export posted sales invoices; EXP-1, EXP-3. An invoice posted in the ledger becomes one fulfilled order, and that order never a second document.
import { randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { skipOne } from "#app/domain/attention/skip-tasks.server.ts";
import { exportScreen } from "#app/domain/invoice-export/views/export-screen.server.ts";
import {
  retryInvoices,
  startSending,
  stopSending,
} from "#app/domain/invoice-export/sync.server.ts";
import { insertCustomer, postInvoiceByHand } from "#app/erp/ledger/back-office.server.ts";
import { insertPayment } from "#app/erp/ledger/posting/payment.server.ts";
import type { HandLine } from "#app/erp/ledger/back-office/invoice-by-hand.server.ts";
import { dayOfColumn, startOfDay } from "#app/lib/day.ts";
import { fillPaymentTerms } from "#app/domain/mapping/fill.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { currentTotal, totalTax } from "#tests/simulators/shopify/world/arithmetic/order-totals.ts";
import {
  financialStatus,
  totalOutstanding,
} from "#tests/simulators/shopify/world/arithmetic/payments.ts";
import type { OrderRecord } from "#tests/simulators/shopify/world/index.ts";
import { displayFulfillmentStatus } from "#tests/simulators/shopify/world/fulfillment-state.ts";
import { booksOf, later, news } from "./back-office.ts";
import {
  askShopify,
  changeSettings,
  inEmptyShop,
  leaveOrdersOpen,
  ordersOf,
  sync,
  worldOf,
} from "./shop-at-work.ts";

const SHOP = "invoice-story.myshopify.com";
inEmptyShop(SHOP);

let buyer = { id: "", number: "" };
const created = () =>
  simulator.log.effects.filter(({ mutation, shop }) => mutation === "orderCreate" && shop === SHOP);
const rowOf = (number: string) =>
  db.exportedInvoice.findFirstOrThrow({ where: { shop: SHOP, number } });

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

/** An invoice made and posted by hand; answers its number. */
async function posted(lines: HandLine[], customerId = buyer.id): Promise<string> {
  const scope = await booksOf(SHOP);
  const { id } = await postInvoiceByHand(
    scope,
    {
      kind: "salesInvoice",
      customerId,
      externalDocumentNumber: "PO-77",
      note: "",
      location: "MAIN",
      lines,
      clickId: randomUUID(),
    },
    "ann",
  );
  const invoice = await db.ledgerPostedInvoice.findFirstOrThrow({
    where: { shop: SHOP, documentId: id },
  });
  return invoice.number;
}
async function paid(number: string, amount: string): Promise<void> {
  const scope = await booksOf(SHOP);
  const invoice = await db.ledgerPostedInvoice.findFirstOrThrow({ where: { shop: SHOP, number } });
  await insertPayment(scope, null, {
    invoice: { kind: "salesInvoice", id: invoice.id },
    amount,
    currency: "EUR",
    method: "BANK",
    date: "2026-12-01",
  });
}
const orderOf = async (number: string) => {
  const { orderId } = await rowOf(number);
  const order = ordersOf(SHOP).find(({ id }) => id === orderId);
  if (!order) throw new Error(`no order of ${number}`);
  return order;
};
async function newCustomer(name: string, email: string): Promise<{ id: string; number: string }> {
  const scope = await booksOf(SHOP);
  const ref = await insertCustomer(scope, null, {
    name,
    email,
    address: {
      name,
      address1: "Königstraße 77",
      city: "Lübeck",
      zip: "23552",
      countryCode: "DE",
    },
  });
  return { id: ref.id, number: ref.number ?? "" };
}
async function link(erpId: string, shopifyId: string): Promise<void> {
  const { connectionId } = await booksOf(SHOP);
  await db.customerLink.create({
    data: { shop: SHOP, connectionId, shopifyId, erpId, foundBy: "test" },
  });
}

beforeAll(async () => {
  leaveOrdersOpen(SHOP);
  buyer = await newCustomer("Renate Vogel", "renate.vogel@example.com");
  const [customer] = worldOf(SHOP).store().customers;
  await link(buyer.id, customer?.id ?? "");
});
beforeEach(() => {
  simulator.log.clear();
});
afterAll(() => releaseHolder());

describe("before anything is sent", () => {
  it("nothing is read while the card's toggle is off", async () => {
    await posted([mug]);
    await news(SHOP);
    expect(await db.exportedInvoice.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("turned on, invoices since that day are planned and shown, and nothing is sent", async () => {
    await changeSettings(SHOP, { exportInvoices: true, exportPaymentName: "Bank Deposit" });
    await news(SHOP);
    const screen = await exportScreen(SHOP, new URLSearchParams());
    expect(screen).toMatchObject({ on: true, sending: false, ready: 1 });
    expect(screen.rows).toMatchObject([{ state: "ready", gross: "11.91", remaining: "11.91" }]);
    expect(created()).toEqual([]);
  });
});

describe("from which day on", () => {
  it("invoices posted before the card's day are left alone; an earlier day has them read again", async () => {
    await changeSettings(SHOP, { exportInvoicesFrom: "2099-01-01" });
    const number = await posted([mug]);
    await news(SHOP);
    expect(await db.exportedInvoice.count({ where: { shop: SHOP, number } })).toBe(0);
    await changeSettings(SHOP, { exportInvoicesFrom: "2020-01-01" });
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "ready" });
    await changeSettings(SHOP, { exportInvoicesFrom: "" });
  });
});

describe("an invoice becomes an order", () => {
  it("with the lines, taxes and totals of the invoice to the cent, fulfilled, and pending while nothing is paid", async () => {
    await startSending(SHOP);
    await news(SHOP);
    const [first, second] = await db.exportedInvoice.findMany({
      where: { shop: SHOP },
      orderBy: { postedAt: "asc" },
    });
    expect(created()).toHaveLength(2);
    expect(second?.state).toBe("exported");
    const number = first?.number ?? "";
    const order = await orderOf(number);
    expect(currentTotal(order).shop.toFixed(2)).toBe("11.91");
    expect(totalTax(order).shop.toFixed(2)).toBe("1.90");
    expect(order).toMatchObject({
      poNumber: "PO-77",
      customer: { id: worldOf(SHOP).store().customers[0]?.id },
      customAttributes: [{ key: "ERP Doc. No.", value: number }],
    });
    expect(displayFulfillmentStatus(order, "2026-10")).toBe("FULFILLED");
    expect(financialStatus(order)).toBe("PENDING");
    expect(await rowOf(number)).toMatchObject({
      state: "exported",
      orderName: order.name,
      order: null,
    });
  });

  it("shipping charges become shipping lines", async () => {
    const number = await posted([mug, freight]);
    await news(SHOP);
    const order = await orderOf(number);
    expect(order.shipping.map(({ title, bag }) => [title, bag.shop.toFixed(2)])).toEqual([
      ["Freight", "5.00"],
    ]);
    expect(order.lines).toHaveLength(1);
  });

  it("the order that comes back is processed and linked, and no second sales document is made of it", async () => {
    await sync(SHOP);
    const rows = await db.order.findMany({ where: { shop: SHOP }, orderBy: { number: "asc" } });
    expect(rows).toHaveLength(3);
    for (const row of rows)
      expect(row).toMatchObject({ documentState: "created", documentKind: "postedInvoice" });
    const result = await import("./shop-at-work.ts").then(({ createAll }) => createAll(SHOP));
    expect(result.enqueued).toEqual([]);
    expect(await db.salesDocument.count({ where: { shop: SHOP } })).toBe(0);
    expect(created()).toEqual([]);
  });
});

describe("payments", () => {
  const plan = async (shopifyPlus: boolean): Promise<void> => {
    worldOf(SHOP).store().facts.plan.shopifyPlus = shopifyPlus;
    await sync(SHOP);
  };
  const sums = (order: OrderRecord) =>
    order.transactions.map(({ amount, gateway }) => [amount.shop.toFixed(2), gateway]);

  it("each part of a payment is recorded once on Shopify Plus, even when its answer is lost; the rest marks the order as paid", async () => {
    await plan(true);
    const number = await posted([mug]);
    await news(SHOP);
    const order = await orderOf(number);
    await paid(number, "1.91");
    simulator.faults.arm({ kind: "drop-answer", operation: "RecordPayment" });
    await news(SHOP, { allowFailures: true });
    await later(SHOP);
    await news(SHOP);
    expect(sums(order)).toEqual([["1.91", "Bank Deposit"]]);
    expect(financialStatus(order)).toBe("PARTIALLY_PAID");
    await paid(number, "4");
    await news(SHOP);
    expect(sums(order)).toHaveLength(2);
    expect(totalOutstanding(order).shop.toFixed(2)).toBe("6.00");
    await paid(number, "6");
    await news(SHOP);
    expect(sums(order)).toHaveLength(3);
    expect(financialStatus(order)).toBe("PAID");
  });

  it("what somebody recorded in Shopify already is not recorded again", async () => {
    const number = await posted([mug]);
    await news(SHOP);
    const order = await orderOf(number);
    simulator.act(SHOP, "payOrder", { order: order.id, amount: "1.91", gateway: "manual" });
    await paid(number, "1.91");
    await news(SHOP);
    expect(sums(order)).toEqual([["1.91", "manual"]]);
    const tasks = { shop: SHOP, kind: "recordPartPayment", orderId: order.id };
    expect(await db.task.findMany({ where: tasks })).toMatchObject([{ state: "done" }]);
  });

  it("where Shopify takes no part, a partially paid invoice is partially paid with what is open; paid in full later, it is marked as paid once", async () => {
    await plan(false);
    const number = await posted([mug]);
    await paid(number, "1.91");
    await news(SHOP);
    const order = await orderOf(number);
    expect(financialStatus(order)).toBe("PARTIALLY_PAID");
    expect(totalOutstanding(order).shop.toFixed(2)).toBe("10.00");
    expect(order.transactions.map(({ gateway }) => gateway)).toEqual(["Bank Deposit"]);
    await paid(number, "4");
    await news(SHOP);
    expect(totalOutstanding(order).shop.toFixed(2)).toBe("10.00");
    const screen = await exportScreen(SHOP, new URLSearchParams({ q: number }));
    expect(screen.rows).toMatchObject([{ waitsForRest: true }]);
    await paid(number, "6");
    await news(SHOP);
    await news(SHOP);
    expect(financialStatus(order)).toBe("PAID");
    expect(order.transactions).toHaveLength(2);
    await plan(true);
  });
});

describe("payment terms", () => {
  const card = () => db.shopCard.findFirstOrThrow({ where: { shop: SHOP } });
  const withTerms = async (paymentTerms: string | null): Promise<void> => {
    await db.ledgerCustomer.updateMany({
      where: { ...(await booksOf(SHOP)), id: buyer.id },
      data: { paymentTerms },
    });
  };
  beforeAll(async () => {
    const { id } = await card();
    await fillPaymentTerms(SHOP, id);
    await db.mapping.updateMany({
      where: { shop: SHOP, kind: "paymentTerms", title: "Net 30" },
      data: { erp: { code: "NET30" } },
    });
    await changeSettings(SHOP, { exportPaymentTerms: true });
  });
  afterAll(async () => {
    await withTerms(null);
    await changeSettings(SHOP, { exportPaymentTerms: false, exportPrimaryTerms: "" });
  });

  it("an invoice whose terms are neither mapped nor have a primary one isn't exported: −2", async () => {
    await withTerms("EOM");
    const number = await posted([mug]);
    await news(SHOP);
    const row = await rowOf(number);
    expect(row).toMatchObject({ state: "excluded", reason: "paymentTerms", detail: "EOM" });
    await changeSettings(SHOP, { exportPrimaryTerms: "Due on receipt" });
    await retryInvoices(SHOP, [row.id]);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({
      state: "exported",
      terms: { name: "Due on receipt" },
    });
  });

  it("without the permission the order is made and its terms wait; allowed, it gets them once, even when the answer is lost", async () => {
    await withTerms("NET30");
    const number = await posted([mug]);
    await news(SHOP);
    const order = await orderOf(number);
    expect(order.paymentTerms).toBeNull();
    expect((await exportScreen(SHOP, new URLSearchParams())).termsNeedPermission).toBe(true);
    simulator.setScopes(SHOP, [...simulator.shops.need(SHOP).scopes, "write_payment_terms"]);
    await sync(SHOP);
    simulator.faults.arm({ kind: "drop-answer", operation: "SetPaymentTerms" });
    await news(SHOP, { allowFailures: true });
    await later(SHOP);
    expect((await exportScreen(SHOP, new URLSearchParams())).termsNeedPermission).toBe(false);
    const { document } = await db.ledgerPostedInvoice.findFirstOrThrow({
      where: { shop: SHOP, number },
      include: { document: true },
    });
    const issuedAt = startOfDay("Europe/Berlin", dayOfColumn(document.documentDate));
    expect(order.paymentTerms).toMatchObject({
      paymentTermsName: "Net 30",
      schedules: [{ issuedAt: issuedAt.toISOString() }],
    });
    const where = { shop: SHOP, kind: "setPaymentTerms", orderId: order.id };
    expect(await db.task.findMany({ where })).toMatchObject([{ state: "done" }]);
  });

  it("a paid invoice needs none, and an order with terms that comes back is no conflict", async () => {
    const number = await posted([mug]);
    await paid(number, "11.91");
    await news(SHOP);
    expect((await orderOf(number)).paymentTerms).toBeNull();
    await sync(SHOP);
    expect(await db.order.count({ where: { shop: SHOP, conflict: true } })).toBe(0);
  });
});

describe("what happens to an exported order afterwards", () => {
  it("an invoice that is cancelled in the ERP cancels its order, once; one that is no order yet is left", async () => {
    const number = await posted([mug]);
    await news(SHOP);
    const order = await orderOf(number);
    const waits = await posted([{ ...mug, quantity: "1.5" }]);
    await news(SHOP);
    await db.ledgerPostedInvoice.updateMany({
      where: { shop: SHOP, number: { in: [number, waits] } },
      data: { status: "cancelled", changedAt: new Date() },
    });
    await news(SHOP);
    simulator.act(SHOP, "finishJobs", {});
    await later(SHOP);
    expect(order.cancelledAt).not.toBeNull();
    expect(await rowOf(number)).toMatchObject({ state: "exported", status: "cancelled" });
    expect(await rowOf(waits)).toMatchObject({ state: "cancelled" });
    expect(
      await db.task.count({ where: { shop: SHOP, kind: "cancelOrder", orderId: order.id } }),
    ).toBe(1);
  });

  it("a refund in Shopify harms nothing: no credit memo without a sales document", async () => {
    const number = await posted([mug]);
    await paid(number, "11.91");
    await news(SHOP);
    const order = await orderOf(number);
    await sync(SHOP);
    simulator.act(SHOP, "refundOrder", { order: order.id, lines: [{ line: 0, quantity: 1 }] });
    await sync(SHOP);
    expect(await db.salesDocument.count({ where: { shop: SHOP } })).toBe(0);
    expect(await db.task.count({ where: { shop: SHOP, kind: { in: ["createCreditMemo"] } } })).toBe(
      0,
    );
    expect(
      await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: order.id } }),
    ).toMatchObject({ documentState: "created", conflict: false });
  });

  it("an order that comes in before the app knows of its answer is linked by its key, and not made again", async () => {
    await stopSending(SHOP);
    const number = await posted([mug]);
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
      documentNumber: number,
    });
    await startSending(SHOP);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", orderId: order?.id });
    expect(created()).toHaveLength(1);
    expect(await db.salesDocument.count({ where: { shop: SHOP } })).toBe(0);
  });
});

describe("what is not exported says why, the first condition in S1's order", () => {
  it("a customer that is not linked: −2; linked and retried, it becomes an order", async () => {
    const stranger = await newCustomer("Otto Fremd", "otto@example.com");
    const number = await posted([mug], stranger.id);
    await news(SHOP);
    const row = await rowOf(number);
    expect(row).toMatchObject({ state: "excluded", reason: "noCustomer", detail: stranger.number });
    const customer = worldOf(SHOP).store().customers[1];
    await link(stranger.id, customer?.id ?? "");
    expect(await retryInvoices(SHOP, [row.id])).toBe(1);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", reason: null });
  });

  it("the default customer, a fractional quantity, and a currency that is not the store's", async () => {
    await changeSettings(SHOP, { defaultCustomer: buyer.number });
    const first = await posted([mug]);
    await news(SHOP);
    expect(await rowOf(first)).toMatchObject({ state: "excluded", reason: "defaultCustomer" });
    await changeSettings(SHOP, { defaultCustomer: "" });
    const second = await posted([{ ...mug, quantity: "1.5" }]);
    await news(SHOP);
    expect(await rowOf(second)).toMatchObject({ state: "excluded", reason: "quantity" });
    const scope = await booksOf(SHOP);
    await db.ledgerCustomer.updateMany({
      where: { ...scope, id: buyer.id },
      data: { currency: "USD" },
    });
    const third = await posted([mug]);
    await db.ledgerCustomer.updateMany({
      where: { ...scope, id: buyer.id },
      data: { currency: null },
    });
    await news(SHOP);
    expect(await rowOf(third)).toMatchObject({
      state: "excluded",
      reason: "currency",
      detail: "USD",
    });
  });

  it("Shopify's words where it refuses: −1, a problem, and retry", async () => {
    const odd = await newCustomer("Ida Fall", "not an address");
    const customer = worldOf(SHOP).store().customers[2];
    await link(odd.id, customer?.id ?? "");
    const number = await posted([mug], odd.id);
    await news(SHOP, { allowFailures: true });
    const row = await rowOf(number);
    expect(row).toMatchObject({ state: "failed", reason: "refused" });
    expect(row.detail).toContain("Email is invalid");
    const problem = { shop: SHOP, kind: "export-refused", clearedAt: null };
    expect(await db.problem.count({ where: problem })).toBe(1);
    expect(await retryInvoices(SHOP, [row.id])).toBe(1);
    await news(SHOP, { allowFailures: true });
    expect(await rowOf(number)).toMatchObject({ state: "failed", attempt: 2 });
    expect(created()).toEqual([]);
  });
});

describe("on a bad day", () => {
  it("an invoice that the ERP no longer has fails with its words, and holds up no other", async () => {
    const other = await posted([mug]);
    const { connectionId } = await booksOf(SHOP);
    const at = new Date();
    await db.exportedInvoice.create({
      data: {
        ...{ shop: SHOP, connectionId, erpId: randomUUID(), number: "PI-GONE", key: "gone" },
        ...{ postedAt: at, currency: "EUR", gross: "1", remaining: "1", status: "posted" },
        ...{ dedupeKey: "gone", createdAt: at, updatedAt: at },
      },
    });
    await news(SHOP);
    expect(await rowOf("PI-GONE")).toMatchObject({ state: "failed", reason: "erp" });
    expect((await rowOf("PI-GONE")).detail).not.toBe("");
    expect(await rowOf(other)).toMatchObject({ state: "exported" });
  });

  it("an answer that is lost after the act is looked up: one order", async () => {
    const number = await posted([mug]);
    simulator.faults.arm({ kind: "drop-answer", operation: "CreateOrder" });
    await news(SHOP, { allowFailures: true });
    await later(SHOP);
    expect(created()).toHaveLength(1);
    expect(await rowOf(number)).toMatchObject({ state: "exported" });
  });

  it("a task that is put aside while it waits leaves the invoice failed with the person's reason; retried, it becomes an order", async () => {
    simulator.act(SHOP, "limitOrders", { perMinute: 0 });
    const number = await posted([mug]);
    await news(SHOP, { allowFailures: true });
    const { id, taskId } = await rowOf(number);
    await skipOne(SHOP, taskId ?? "", "Billed twice", "ann");
    expect(await rowOf(number)).toMatchObject({
      state: "failed",
      reason: "putAside",
      detail: "Billed twice",
    });
    simulator.act(SHOP, "limitOrders", { perMinute: null });
    await later(SHOP);
    expect(created()).toEqual([]);
    await retryInvoices(SHOP, [id]);
    await news(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported", reason: null });
    expect(created()).toHaveLength(1);
  });

  it("a development store's limit is waited for", async () => {
    simulator.act(SHOP, "limitOrders", { perMinute: 0 });
    const number = await posted([mug]);
    await news(SHOP, { allowFailures: true });
    expect(await rowOf(number)).toMatchObject({ state: "sending" });
    simulator.act(SHOP, "limitOrders", { perMinute: null });
    await later(SHOP);
    expect(await rowOf(number)).toMatchObject({ state: "exported" });
    expect(created()).toHaveLength(1);
  });
});
