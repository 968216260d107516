import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { seedLedger } from "#app/erp/ledger/set-up.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { erasureOf, redactCustomer, redactShop } from "./redact.server.ts";

/** Every text a person left anywhere carries their mark. */
const MARKS = [
  "zqfirst",
  "zqlast",
  "zqstreet",
  "zqfloor",
  "zqtown",
  "zqzip",
  "zqmail",
  "zqnote",
  "zqattribute",
  "zqproperty",
  "zqtracking",
  "5550198",
];
const ADDRESS = {
  firstName: "Zqfirst",
  lastName: "Zqlast",
  company: "Zqlast Shop",
  address1: "Zqstreet 1",
  address2: "Zqfloor 2",
  city: "Zqtown",
  zip: "Zqzip",
  countryCode: "DE",
  phone: "+49 30 5550198",
};

function place(shop: string, email: string, sku: string) {
  return simulator.act(shop, "placeOrder", {
    spec: {
      customer: null,
      email,
      phone: "+49 30 5550198",
      note: "Zqnote: ring twice",
      attributes: [{ key: "engraving", value: "Zqattribute" }],
      shippingAddress: ADDRESS,
      billingAddress: ADDRESS,
      lines: [
        {
          title: "Cup",
          sku,
          price: "10.00",
          quantity: 1,
          attributes: [{ key: "name", value: "Zqproperty" }],
        },
      ],
      payments: [{ kind: "SALE" }],
    },
  }) as { id: OrderId };
}

/** Every table of the app that holds rows of a shop, as text. */
async function tables(shop: string): Promise<Map<string, string>> {
  const names = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('shop', 'domain') GROUP BY table_name`;
  const found = new Map<string, string>();
  for (const { name } of names) {
    const column = name === "Shop" ? "domain" : "shop";
    const [row] = await db.$queryRawUnsafe<{ text: string }[]>(
      `SELECT COALESCE(json_agg(t)::text, '') AS text FROM "${name}" t WHERE t."${column}" = $1`,
      shop,
    );
    found.set(name, row?.text.toLowerCase() ?? "");
  }
  expect(found.size).toBeGreaterThan(30);
  return found;
}
const marked = async (shop: string, marks = MARKS) =>
  [...(await tables(shop))].flatMap(([table, text]) =>
    marks.filter((mark) => text.includes(mark)).map((mark) => `${table}: ${mark}`),
  );
const holding = async (shop: string) =>
  new Set((await marked(shop)).map((entry) => entry.split(":")[0]));

async function open(shop: string): Promise<void> {
  simulator.install(shop);
  forgetToken(shop);
  await installShop(shop);
  await drain();
  const card = await getCard(shop);
  await seedLedger(
    { shop, connectionId: card?.connectionId ?? "" },
    { items: [{ number: "CUP", description: "Cup" }] },
  );
  const template =
    (await db.ledgerReference.findFirst({ where: { shop, kind: "customerTemplate" } }))?.code ?? "";
  const saved = await saveCard(
    { shop, by: "ann" },
    { id: card?.id ?? "", revision: card?.revision ?? 0 },
    {
      values: {
        logMode: "all",
        skuMapping: "itemNumber",
        customLineAccount: ACCOUNTS.sales,
        autoCreateCustomers: true,
        customerTemplate: template,
        shippingAccount: ACCOUNTS.shipping,
        roundingAccount: ACCOUNTS.rounding,
      },
    },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

/** An order with its document, and every other place where something about its buyer may come to lie. */
async function live(shop: string, email: string): Promise<OrderId> {
  const { id } = place(shop, email, "CUP");
  await resyncOrder(shop, id, "me");
  const made = await createDocuments(shop, [id], "me");
  expect(made.refused).toEqual([]);
  await drain({ future: true });
  const at = new Date();
  const task = await db.task.findFirstOrThrow({
    where: { shop, orderId: id, kind: "createDocument" },
  });
  expect(task.state).toBe("done");
  const person = { name: "Zqfirst Zqlast", email, message: "Zqstreet 1 is no street" };
  await db.order.updateMany({
    where: { shop, orderId: id },
    data: {
      choices: { sellTo: { ref: { kind: "customer", id: "c", number: "C1" }, name: person.name } },
    },
  });
  await db.orderEvent.create({
    data: { shop, orderId: id, at, kind: "documentRefused", actor: "app", data: person },
  });
  await db.problem.create({
    data: {
      shop,
      kind: "missing-customer",
      subject: id,
      orderId: id,
      cause: "missing-customer",
      detail: { params: person, source: "plan" },
      firstSeenAt: at,
      lastSeenAt: at,
    },
  });
  await db.task.updateMany({
    where: { shop, id: task.id },
    data: {
      lastAnswer: person.message,
      problem: { kind: "erp-refused", params: person, cause: "x" },
    },
  });
  await db.taskAttempt.updateMany({
    where: { shop, taskId: task.id },
    data: { answer: person.message },
  });
  await db.apiLog.createMany({
    data: [
      {
        shop,
        at,
        system: "shopify",
        operation: "ImportOrders",
        outcome: "userErrors",
        durationMs: 1,
        request: { ids: [id] },
        response: { errors: person.message },
      },
      {
        shop,
        at,
        system: "shopify",
        operation: "ListOrders",
        outcome: "search",
        durationMs: 1,
        request: {},
        response: { errors: `${email} is no query` },
      },
    ],
  });
  await db.webhookDelivery.create({
    data: {
      shop,
      webhookId: randomUUID(),
      topic: "orders/updated",
      resourceId: id,
      payload: person,
      receivedAt: at,
      state: "done",
    },
  });
  await db.privacyRequest.create({
    data: {
      shop,
      topic: "customers/data_request",
      webhookId: randomUUID(),
      subject: { customerGid: null, orderGids: [id] },
      requestedAt: at,
      result: person,
    },
  });
  await db.orderToImport.create({
    data: {
      shop,
      orderId: id,
      name: "#1",
      verdict: "held",
      listed: { customerName: person.name },
      orderCreatedAt: at,
      shopifyUpdatedAt: at,
      announcedBy: "click",
      announcedAt: at,
    },
  });
  await db.customerLink.create({
    data: {
      shop,
      connectionId: task.connectionId ?? randomUUID(),
      shopifyId: email.startsWith("zqmail@")
        ? "gid://shopify/Customer/77"
        : "gid://shopify/Customer/78",
      erpId: randomUUID(),
      title: person.name,
      foundBy: "email",
    },
  });
  await db.postedShipment.create({
    data: {
      shop,
      connectionId: task.connectionId ?? randomUUID(),
      erpId: randomUUID(),
      number: "SH-1",
      orderId: id,
      postedAt: at,
      trackingNumbers: ["zqtracking"],
      trackingUrl: "https://carrier.example/zqtracking",
      lines: [],
      dedupeKey: "x",
      event: { trackingNumbers: ["zqtracking"], trackingUrl: "https://carrier.example/zqtracking" },
      state: "sent",
      createdAt: at,
      updatedAt: at,
    },
  });
  await db.task.create({
    data: {
      shop,
      kind: "createFulfillment",
      key: randomUUID(),
      orderId: id,
      state: "done",
      queue: "x",
      payload: {},
      evidence: { held: { numbers: ["zqtracking"] } },
      createdBy: "me",
      createdAt: at,
      updatedAt: at,
    },
  });
  return id;
}

beforeAll(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  await open(SHOP);
  await open(OTHER_SHOP);
});
afterAll(() => releaseHolder());

describe("erasing", () => {
  it("a customer leaves nothing about the person in any table, keeps what accounting needs, and touches nobody else", async () => {
    const mine = await live(SHOP, "zqmail@example.com");
    await live(OTHER_SHOP, "zqmail@example.com");
    const theirs = await marked(OTHER_SHOP);
    const stranger = simulator.act(SHOP, "placeOrder", {
      spec: {
        customer: null,
        email: "other@example.com",
        shippingAddress: {
          firstName: "Yyother",
          lastName: "Yyother",
          address1: "Main St. 1",
          city: "Bonn",
          zip: "53111",
          countryCode: "DE",
        },
        lines: [{ title: "Cup", sku: "CUP", price: "10.00", quantity: 1 }],
      },
    }) as { id: OrderId };
    await resyncOrder(SHOP, stranger.id, "me");
    const before = await db.ledgerDocument.findFirstOrThrow({
      where: { shop: SHOP, shopifyOrderId: mine },
    });
    for (const table of [
      "Order",
      "OrderVersion",
      "OrderEvent",
      "OrderToImport",
      "SalesDocument",
      "Task",
      "TaskAttempt",
      "Problem",
      "CustomerLink",
      "ApiLog",
      "WebhookDelivery",
      "PrivacyRequest",
      "LedgerCustomer",
      "LedgerDocument",
    ]) {
      expect([...(await holding(SHOP))], "the marks are planted").toContain(table);
    }

    const redacted = await redactCustomer(erasureOf(SHOP), {
      customerGid: "gid://shopify/Customer/77",
      email: "zqmail@example.com",
      orderGids: [mine],
    });
    expect(redacted).toMatchObject({
      orders: 1,
      waiting: 0,
      books: { customers: 1, documents: 1 },
    });
    expect([redacted?.erased, redacted?.kept].join()).toMatch(/names.*document numbers/);
    expect(await marked(SHOP)).toEqual([]);
    expect(await marked(SHOP, ["yyother"])).not.toEqual([]);
    expect(await db.order.findFirst({ where: { shop: SHOP, orderId: stranger.id } })).toMatchObject(
      { email: "other@example.com" },
    );

    const after = await db.ledgerDocument.findFirstOrThrow({
      where: { shop: SHOP, shopifyOrderId: mine },
    });
    expect({
      number: after.number,
      gross: after.gross.toFixed(2),
      day: after.documentDate,
      order: after.shopifyOrderNumber,
      country: after.shipToAddress,
    }).toEqual({
      number: before.number,
      gross: before.gross.toFixed(2),
      day: before.documentDate,
      order: before.shopifyOrderNumber,
      country: { name: "Erased", countryCode: "DE" },
    });
    expect(
      (await db.salesDocument.findFirst({ where: { shop: SHOP, orderId: mine } }))?.number,
    ).toBe(before.number);
    expect(await marked(OTHER_SHOP)).toEqual(theirs);
  });

  it("a shop that left leaves nothing about anybody, and its books stay", async () => {
    const orderId = await live(SHOP, "zqmail2@example.com");
    const documents = await db.ledgerDocument.count({
      where: { shop: SHOP, sellToName: { not: "Erased" } },
    });
    const theirs = await marked(OTHER_SHOP);
    const redacted = await redactShop(erasureOf(SHOP));
    expect(redacted?.books).toMatchObject({ documents });
    expect(await marked(SHOP, [...MARKS, "yyother", "other@example.com"])).toEqual([]);
    expect(
      (
        await db.ledgerDocument.findFirst({ where: { shop: SHOP, shopifyOrderId: orderId } })
      )?.gross.toFixed(2),
    ).toBe("10.00");
    expect(await marked(OTHER_SHOP)).toEqual(theirs);
  });
});
