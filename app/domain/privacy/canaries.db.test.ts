import { gidOf } from "#app/shopify/gid.ts";
import { given } from "#app/lib/given.ts";
import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { handleWebhook } from "#app/domain/webhooks/handle-webhook.server.ts";
import { wakeStoredWebhooks } from "#app/domain/webhooks/order-webhooks.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { HANDLE_ORDER_WEBHOOKS } from "#app/shopify/jobs.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { erasureOf, redactCustomer, redactShop } from "./redact.server.ts";

const CANARY = "zqcanary";
const EMAIL = "zqcanary@example.com";

/** Tables that hold nothing of a buyer's: what the merchant set up, and the app's own bookkeeping. */
const SET_UP = [
  ...["FeedCursor", "ItemLink", "Mapping", "Schedule", "Session", "Shop", "ShopCard"],
  ...["ShopCardVersion", "SyncCursor", "ThrottleBucket", "LedgerChargeAssignment", "LedgerCompany"],
  ...[
    "LedgerDeletedDocument",
    "LedgerItem",
    "LedgerItemUnit",
    "LedgerItemVariant",
    "LedgerLineTax",
  ],
  ...["FlowTrigger", "FlowAction"],
  ...["LedgerNumberSeries", "LedgerReference", "LedgerStock", "LedgerStockEntry", "LedgerPayment"],
];
/** Columns that accounting or the app itself needs, and that name nobody: numbers, codes, states, ids, who of the staff acted. */
const KEPT = new RegExp(
  [
    "^(shop|hash|stateHash|key|queue|name|orderName|number|kind|state|status|verdict|topic|what)$",
    "^(variantCode|unit|account|itemCharge|chargeBy|location|currency|presentmentCurrency|method|adapter)$",
    "^(by|actor|answeredBy|createdBy|startedBy|announcedBy|postedBy|foundBy|trigger|operation|outcome|system)$",
    "^(template|taxArea|paymentTerms|paymentMethod|shipmentMethod|shippingAgent\\w*|agent\\w+)$",
    "^(source|sourceName|channel|gateway\\w*|financialStatus|fulfillmentStatus|returnStatus|erpStatus)$",
    "^(shopifyOrderNumber|documentNumber|documentKind|documentState|problemKind|countryCode)$",
    "^(subject|dedupeKey|url|traceId|eventId|apiVersion|note|claimedBy|pausedReason|county|recordId|told)$",
    "^resolvedHappenings$", // ids of refunds, and that an order was canceled
    "^orderIds$", // ids of the orders that a call names
    "(Id|Number|Key)$|^id$",
  ].join("|"),
);
/** The texts of JSON that are kept, by their keys. */
const KEPT_IN_JSON = new RegExp(
  [
    "(Id|Ids|At|Date|Currency|Code|Level)$|^(id|ids|kind|state|status|key|sku|name|number|version|url|type)$",
    "^(amount|currency|shop|presentment|quantity|unitPrice|discount|rate|price|tax|net|gross|unit)$",
    "^(account|location|locationName|action|reason|restockType|lineType|gateway|gatewayTitle|about)$",
    "^(rule|title|variantTitle|description|vendor|barcode|code|source|foundBy|text|handle|change)$",
    "^(displayName|financialStatus|fulfillmentStatus|requestStatus|deliveryMethod|cancelReason)$",
    "^(returnStatus|documentAttribute|legacyId|sourceName|level|provider|recommendation|subject)$",
    "^(tolerance|shopify|document|difference|exact|gateways|supportedActions|displayReason|shipmentNumber)$",
    "^(\\w*Set|shipping|subtotal|total|original\\w*|outstanding|capturable|received|refunded|fees)$",
    "^(current\\w+|cashRounding|duties|tip|discounts|rounding|unsettled|template|taxArea|day)$",
    "^(roundingText|arguments|shopifyOrderNumber|errorCode|agentCode|agentService|variantCode|parallel|class|chargeBy|sellingPlan)$",
  ].join("|"),
);

interface Column {
  table: string;
  column: string;
  type: string;
}
const columns = (): Promise<Column[]> => db.$queryRaw<Column[]>`
  SELECT c.table_name AS "table", c.column_name AS "column", c.udt_name AS "type"
  FROM information_schema.columns c
  WHERE c.table_schema = 'public' AND c.udt_name IN ('text', 'varchar', 'json', 'jsonb', '_text')
    AND EXISTS (SELECT 1 FROM information_schema.columns s WHERE s.table_schema = 'public'
      AND s.table_name = c.table_name AND s.column_name = 'shop')
  ORDER BY 1, 2`;

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
/** The value with the canary for each text that is not kept. */
function planted(value: Value, key: string): Value {
  if (key === "email") return EMAIL; // by which reports and listings are found
  if (typeof value === "string") return KEPT_IN_JSON.test(key) ? value : `${CANARY} ${key}`;
  if (Array.isArray(value)) return value.map((item) => planted(item, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([inner, content]) => [inner, planted(content, inner)]),
  );
}

/** Writes the canary into every text and JSON column that is there to hold a buyer's data; returns which held one. */
async function plant(): Promise<string[]> {
  const done: string[] = [];
  for (const { table, column, type } of await columns()) {
    if (SET_UP.includes(table) || KEPT.test(column)) continue;
    if (table === "ErpConnection") continue;
    const where = `WHERE shop = '${SHOP}' AND "${column}" IS NOT NULL`;
    if (type === "json" || type === "jsonb") {
      const rows = await db.$queryRawUnsafe<{ ctid: string; value: Value }[]>(
        `SELECT ctid::text, "${column}" AS value FROM "${table}" ${where}`,
      );
      for (const { ctid, value } of rows)
        await db.$executeRawUnsafe(
          `UPDATE "${table}" SET "${column}" = $1::jsonb WHERE ctid = $2::tid`,
          JSON.stringify(planted(value, "")),
          ctid,
        );
      if (rows.length > 0) done.push(`${table}.${column}`);
    } else {
      const canary = type === "_text" ? `ARRAY['${CANARY}']` : `'${CANARY}@example.com'`;
      const count = await db.$executeRawUnsafe(
        `UPDATE "${table}" SET "${column}" = ${canary} WHERE shop = '${SHOP}'`,
      );
      if (count > 0) done.push(`${table}.${column}`);
    }
  }
  return done;
}

/** Where the canary is found in the whole dump of the database: every table of every schema, the queue's included. */
async function found(): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`;
  const hits: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ text: string }[]>(
      `SELECT t::text AS text FROM ${name} t WHERE strpos(lower(t::text), '${CANARY}') > 0 LIMIT 3`,
    );
    for (const { text } of rows) {
      const at = text.toLowerCase().indexOf(CANARY);
      hits.push(`${name}: …${text.slice(Math.max(0, at - 60), at + 40)}`);
    }
  }
  return hits;
}

let connectionId: ConnectionId;
async function placeOrder(): Promise<OrderId> {
  const address = {
    firstName: "Zqcanary",
    lastName: "Zqcanary",
    address1: "Zqcanary 1",
    city: "Zqcanary",
    zip: "10115",
    countryCode: "DE",
  };
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: EMAIL,
      note: "zqcanary",
      tags: ["zqcanary"],
      shippingAddress: address,
      billingAddress: address,
      lines: [{ title: "Engraving for Zqcanary", price: "10.00", quantity: 1 }],
      payments: [{ kind: "SALE" }],
    },
  }) as { id: OrderId };
  await resyncOrder(SHOP, id, "me");
  return id;
}

/** An order with everything that may come to be about it, its document made. */
async function everything(): Promise<OrderId> {
  const id = await placeOrder();
  expect((await createDocuments(SHOP, [id], "me")).refused).toEqual([]);
  await drain({ future: true });
  const document = await db.ledgerDocument.findFirstOrThrow({
    where: { shop: SHOP, shopifyOrderId: id },
  });
  const at = new Date();
  const common = { shop: SHOP, orderId: id };
  const posted = {
    connectionId,
    erpId: randomUUID(),
    number: "S1",
    postedAt: at,
    dedupeKey: "zqcanary",
  };
  const reason = { kind: "x", params: { text: "zqcanary" }, cause: "zqcanary" };
  const event = { trackingNumbers: ["zqcanary"], trackingUrl: "zqcanary", lines: [] };
  const times = { createdAt: at, updatedAt: at };
  await db.postedShipment.create({
    data: {
      ...common,
      ...posted,
      ...times,
      event,
      reason,
      lines: [{ lineId: "gid://shopify/LineItem/1", quantity: 1, description: "zqcanary" }],
      trackingNumbers: ["zqcanary"],
    },
  });
  const invoice = await db.postedInvoice.create({
    data: {
      ...common,
      ...posted,
      ...times,
      dedupeKey: "x",
      event: { note: "zqcanary" },
      reason,
      currency: "EUR",
      gross: 10,
      remaining: 0,
      status: "posted",
    },
  });
  await db.paymentLine.create({
    data: {
      ...common,
      ...times,
      invoiceId: invoice.id,
      transactionId: "t",
      gateway: "g",
      currency: "EUR",
      authorized: 10,
      capturable: 0,
      amount: 0,
      state: "nothing",
      reason,
    },
  });
  await db.giftCard.create({
    data: {
      ...common,
      giftCardId: randomUUID(),
      lastCharacters: "zqca",
      state: "unknown",
      source: "order",
      currency: "EUR",
      issuedAt: at,
    },
  });
  await db.skippedRecord.create({
    data: { ...common, what: "order", recordId: id, number: "1", reason, actor: "me", at },
  });
  await db.ledgerPostedShipment.create({
    data: {
      shop: SHOP,
      connectionId,
      number: randomUUID(),
      documentId: document.id,
      trackingNumbers: ["zqcanary"],
      trackingUrl: "zqcanary",
      postedBy: "me",
      postedAt: at,
      changedAt: at,
    },
  });
  await db.orderToImport.create({
    data: {
      shop: SHOP,
      orderId: "gid://shopify/Order/999",
      name: "#999",
      verdict: "excluded",
      reason: { text: "zqcanary" },
      listed: { email: EMAIL, customerName: "zqcanary" },
      orderCreatedAt: at,
      shopifyUpdatedAt: at,
      announcedBy: "click",
      announcedAt: at,
    },
  });
  await db.privacyRequest.create({
    data: {
      shop: SHOP,
      topic: "customers/data_request",
      webhookId: randomUUID(),
      subject: { customerGid: null, orderGids: [] },
      requestedAt: at,
      result: { orders: [{ id: "gid://shopify/Order/5", personal: { email: EMAIL } }] },
    },
  });
  await db.apiLog.create({
    data: {
      ...common,
      at,
      system: "erp",
      operation: "x",
      outcome: "ok",
      durationMs: 1,
      request: { a: "zqcanary" },
    },
  });
  await addJob(db, HANDLE_ORDER_WEBHOOKS, { shop: SHOP }, { runAt: new Date(Date.now() + 9e7) });
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET last_error = 'zqcanary'`;
  return id;
}

const subject = (orderGids: OrderId[]) => ({ customerGid: null, email: EMAIL, orderGids });

beforeAll(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  simulator.install(SHOP);
  forgetToken(SHOP);
  await installShop(SHOP);
  await drain();
  const card = await getCard(SHOP);
  connectionId = given(card?.connectionId, "the connection");
  const template =
    (await db.ledgerReference.findFirst({ where: { shop: SHOP, kind: "customerTemplate" } }))
      ?.code ?? "";
  const values = {
    logMode: "all",
    customLineAccount: ACCOUNTS.sales,
    autoCreateCustomers: true,
    customerTemplate: template,
    shippingAccount: ACCOUNTS.shipping,
    roundingAccount: ACCOUNTS.rounding,
  };
  const saved = await saveCard(
    { shop: SHOP, by: "ann" },
    { id: card?.id ?? "", revision: card?.revision ?? 0 },
    { values },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
});
afterAll(() => releaseHolder());

describe("canaries in every text and JSON column", () => {
  it("none is left in the whole dump after a customer's erasure, and what is left can be read", async () => {
    const id = await everything();
    const done = await plant();
    await db.order.updateMany({ where: { orderId: id }, data: { email: EMAIL } });
    expect(done.length, done.join()).toBeGreaterThan(45);
    for (const column of [
      ...["Order.tags", "OrderVersion.content", "Task.payload", "OrderEvent.data"],
      "GiftCard.lastCharacters",
    ])
      expect(done).toContain(column);
    const redacted = await redactCustomer(erasureOf(SHOP), subject([id]));
    expect(redacted).toMatchObject({ orders: 1, waiting: 0 });
    expect(await found()).toEqual([]);
    expect((await getOrder(SHOP, id))?.redacted).toBe(true);
    const document = await db.salesDocument.findFirstOrThrow({ where: { orderId: id } });
    expect(storedPlan.read(document.plan, "document").proof.proved).toBe(true);
  });

  it("none is left after a shop's erasure, its ERP's user and address included", async () => {
    await everything();
    await plant();
    await db.erpConnection.updateMany({
      where: { shop: SHOP, id: { not: connectionId } },
      data: { title: CANARY },
    });
    await db.erpConnection.create({
      data: {
        shop: SHOP,
        adapter: "tryton",
        title: CANARY,
        settings: { url: `https://${CANARY}.example.com`, user: CANARY },
      },
    });
    expect(await redactShop(erasureOf(SHOP))).toMatchObject({ waiting: 0 });
    expect(await found()).toEqual([]);
    await db.shop.updateMany({ where: { domain: SHOP }, data: { redactedAt: null } });
  });
});

describe("work that has not come to its end", () => {
  const webhook = async (id: string): Promise<string> => {
    const webhookId = randomUUID();
    await db.webhookDelivery.create({
      data: {
        shop: SHOP,
        webhookId,
        topic: "customers/redact",
        payload: { customer: { email: EMAIL }, orders_to_redact: [id.split("/").at(-1) ?? ""] },
        receivedAt: new Date(Date.now() - 120_000),
      },
    });
    return webhookId;
  };
  const delivery = (webhookId: string) =>
    db.webhookDelivery.findFirstOrThrow({ where: { shop: SHOP, webhookId } });
  const waitingDocument = async (): Promise<OrderId> => {
    const id = await placeOrder();
    await db.erpConnection.updateMany({
      where: { shop: SHOP },
      data: { pausedAt: new Date(), pausedReason: null },
    });
    const made = await createDocuments(SHOP, [id], "me");
    expect(made.refused).toEqual([]);
    return id;
  };

  it("a failed document whose followers stay planned holds nothing up, and a retry does not write the person", async () => {
    const id = await waitingDocument();
    await db.task.updateMany({
      where: { shop: SHOP, orderId: id, kind: { in: ["createCustomer", "createDocument"] } },
      data: { state: "sending" },
    });
    await db.task.updateMany({
      where: { shop: SHOP, orderId: id, state: "sending" },
      data: { state: "failed" },
    });
    const webhookId = await webhook(id);
    await handleWebhook(SHOP, webhookId);
    expect((await delivery(webhookId)).state).toBe("done");
    const tasks = await db.task.findMany({ where: { shop: SHOP, orderId: id } });
    expect(new Set(tasks.map(({ state }) => state))).toEqual(new Set(["skipped"]));
    expect(await found()).toEqual([]);

    const books = await db.ledgerDocument.count({ where: { shop: SHOP } });
    const customers = await db.ledgerCustomer.count({ where: { shop: SHOP } });
    await db.erpConnection.updateMany({ where: { shop: SHOP }, data: { pausedAt: null } });
    for (const task of tasks) await retryTask(SHOP, task.id, "me");
    await drain({ future: true });
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(books);
    expect(await db.ledgerCustomer.count({ where: { shop: SHOP } })).toBe(customers);
    const refused = await db.task.findMany({ where: { shop: SHOP, orderId: id, state: "failed" } });
    expect(refused.map(({ problemKind }) => problemKind)).toContain("personal-data-erased");
  });

  it("a call under way is waited for, but not for ever", async () => {
    const id = await waitingDocument();
    const where = { shop: SHOP, orderId: id, kind: { in: ["createCustomer", "createDocument"] } };
    await db.task.updateMany({ where, data: { state: "sending", sentAt: new Date() } });
    const webhookId = await webhook(id);
    await handleWebhook(SHOP, webhookId);
    expect((await delivery(webhookId)).state).toBe("stored");
    expect(await found()).not.toEqual([]);
    await db.task.updateMany({ where, data: { sentAt: new Date(Date.now() - 20 * 60_000) } });
    await handleWebhook(SHOP, webhookId);
    expect((await delivery(webhookId)).state).toBe("done");
    expect(await found()).toEqual([]);
  });

  it("a delivery whose job was lost is found by the sweep; one that has a job keeps it", async () => {
    const webhookId = await webhook("gid://shopify/Order/1");
    const key = `handleWebhook:${SHOP}:${webhookId}`;
    const jobs = () => db.$queryRaw<{ run_at: Date }[]>`
      SELECT run_at FROM graphile_worker._private_jobs WHERE key = ${key}`;
    expect(await jobs()).toEqual([]);
    await wakeStoredWebhooks();
    const [first] = await jobs();
    expect(first).toBeDefined();
    await wakeStoredWebhooks();
    expect(await jobs()).toEqual([first]);
    await handleWebhook(SHOP, webhookId);
    expect((await delivery(webhookId)).state).toBe("done");
  });

  it("an erasure that is killed in the middle goes on where it was", async () => {
    const orderIds = Array.from({ length: 250 }, (_, index) => gidOf("Order", `7${index}`));
    const at = new Date();
    const version = randomUUID();
    await db.order.createMany({
      data: orderIds.map((orderId, index) => ({
        shop: SHOP,
        orderId,
        name: `#7${index}`,
        number: index,
        orderCreatedAt: at,
        shopifyUpdatedAt: at,
        importedAt: at,
        email: EMAIL,
        currency: "EUR",
        total: 1,
        presentmentCurrency: "EUR",
        presentmentTotal: 1,
        fulfillmentStatus: "UNFULFILLED",
        state: {},
        stateHash: "x",
        currentVersionId: version,
      })),
    });
    let kept = { ...erasureOf(SHOP).progress };
    const erasure = {
      ...erasureOf(SHOP),
      keep: (_tx: unknown, progress: typeof kept) => Promise.resolve(void (kept = progress)),
    };
    expect(await redactCustomer({ ...erasure, until: 0 }, subject(orderIds))).toBeUndefined();
    expect(kept.after).not.toBe("");
    const left = () => db.order.count({ where: { shop: SHOP, email: EMAIL } });
    expect(await left()).toBe(150);
    expect(await redactCustomer({ ...erasure, progress: kept }, subject(orderIds))).toBeDefined();
    expect(await left()).toBe(0);
  });
});
