// Two shops of one app: an owner with one of everything, and a stranger who knows the ids of it.
import { simulator } from "#tests/setup/simulator.ts";
import { expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { changeSettings, openShop, sync } from "./shop-at-work.ts";
import type { LineId, VariantId } from "#app/lib/ids.ts";

export const OWNER = "owner-goods.myshopify.com";
export const STRANGER = "stranger-goods.myshopify.com";
/** Stands in what is the owner's, and nowhere else. */
export const SECRET_NAME = "Quillfeather";

/** Ids of the owner's, by what they are. */
export const its: Record<
  | "order"
  | "orderNumber"
  | "waiting"
  | "line"
  | "variant"
  | "customer"
  | "card"
  | "cardVersion"
  | "connection"
  | "document"
  | "task"
  | "failedTask"
  | "run"
  | "schedule"
  | "savedView"
  | "ledgerDocument"
  | "ledgerCustomer"
  | "ledgerItem"
  | "ledgerLine"
  | "ledgerShipment"
  | "ledgerInvoice"
  | "shipment"
  | "invoice"
  | "paymentLine"
  | "refund"
  | "return"
  | "giftCard"
  | "exportedInvoice"
  | "exportedOrder"
  | "customerSync"
  | "itemSync"
  | "version"
  | "webhook"
  | "mappingKey"
  | "cause",
  string
> = {
  order: "",
  orderNumber: "",
  waiting: "",
  line: "",
  variant: "",
  customer: "",
  card: "",
  cardVersion: "",
  connection: "",
  document: "",
  task: "",
  failedTask: "",
  run: "",
  schedule: "",
  savedView: "",
  ledgerDocument: "",
  ledgerCustomer: "",
  ledgerItem: "",
  ledgerLine: "",
  ledgerShipment: "",
  ledgerInvoice: "",
  shipment: "",
  invoice: "",
  paymentLine: "",
  refund: "",
  return: "",
  giftCard: "",
  exportedInvoice: "",
  exportedOrder: "",
  customerSync: "",
  itemSync: "",
  version: "",
  webhook: "",
  mappingKey: "",
  cause: "",
};

/** Both shops at work; the owner with one of everything, whose ids are `its` from then on. */
export async function openOwnerAndStranger(): Promise<void> {
  for (const shop of [OWNER, STRANGER]) {
    simulator.shops.add(shop, "empty");
    await openShop(shop);
  }
  const buyer = {
    firstName: "Zephyrine",
    lastName: SECRET_NAME,
    address1: `${SECRET_NAME} Lane 7`,
    city: "Lübeck",
    zip: "23552",
    countryCode: "DE",
  };
  simulator.act(OWNER, "placeOrder", {
    spec: {
      customer: null,
      email: `${SECRET_NAME}@example.com`,
      shippingAddress: buyer,
      billingAddress: buyer,
      lines: [{ variant: "MUG-BLUE", quantity: 2 }],
      shipping: [{ title: "Standard", price: "5.00" }],
    },
  });
  simulator.act(OWNER, "placeOrder", { kind: "unknown-sku" });
  const waiting = simulator.act(OWNER, "placeOrder", { kind: "marketplace-on-hold" }) as {
    id: string;
  };
  await sync(OWNER);
  await changeSettings(OWNER, { autoRelease: true });
  const orders = await db.order.findMany({ where: { shop: OWNER }, orderBy: { number: "asc" } });
  await createDocuments(
    OWNER,
    orders.map(({ orderId }) => orderId),
    "owner",
  );
  await drain();
  const [order] = orders;
  const where = { shop: OWNER };
  const version = await db.orderVersion.findFirstOrThrow({
    where: { ...where, orderId: order?.orderId ?? "" },
  });
  const [line] = (version.content as unknown as { lines: { id: LineId; variantId: VariantId }[] })
    .lines;
  const card = await db.shopCard.findFirstOrThrow({ where });
  const mapping = await db.mapping.findFirstOrThrow({ where: { ...where, kind: "location" } });
  await saveMapping(
    OWNER,
    {
      cardId: card.id,
      kind: "location",
      key: mapping.key,
      revision: mapping.revision,
      erp: { code: "MAIN" },
    },
    "owner",
  );
  await drain();
  const task = await db.task.findFirstOrThrow({ where: { ...where, kind: "createDocument" } });
  await db.task.create({
    data: {
      ...task,
      id: undefined,
      kind: "createCustomer",
      key: "held-up",
      state: "failed",
      problemKind: "erp-refused",
      problem: { cause: "erp-refused:x" },
      payload: {},
      result: undefined,
      evidence: undefined,
    } as never,
  });
  await db.flowTrigger.create({
    data: {
      ...{ shop: OWNER, trigger: "document-created", enabled: true },
      ...{ toldAt: new Date(), since: new Date(0), firedTo: new Date(0) },
    },
  });
  await db.flowAction.create({
    data: {
      ...{ shop: OWNER, runId: "owners-flow-run", action: "create-sales-document" },
      ...{ orderId: its.order, receivedAt: new Date() },
    },
  });
  await db.webhookDelivery.create({
    data: {
      ...where,
      webhookId: "owners-webhook",
      topic: "orders/updated",
      resourceId: order?.orderId ?? "",
      payload: {},
      receivedAt: new Date(),
    },
  });
  await db.syncRun.create({
    data: {
      ...where,
      kind: "syncOrders",
      trigger: "click",
      state: "paused",
      startedBy: "owner",
      startedAt: new Date(),
      heartbeatAt: new Date(),
      cursor: { begin: true },
    },
  });
  const books = await db.ledgerDocument.findFirstOrThrow({ where, include: { lines: true } });
  const scope = { shop: OWNER, connectionId: books.connectionId };
  const ref = { kind: "salesOrder" as const, id: books.id };
  const goods = books.lines.find((candidate) => candidate.itemId !== null);
  const shipment = await postShipment(scope, {
    order: ref,
    lines: [{ lineId: goods?.id ?? "", quantity: "1" }],
    trackingNumbers: [SECRET_NAME],
    by: "owner",
  });
  const invoice = await postInvoice(scope, ref, "shipped", "owner");
  const told = {
    ...where,
    connectionId: books.connectionId,
    orderId: order?.orderId ?? "",
    orderName: order?.name ?? "",
    postedAt: new Date(),
    createdAt: new Date(),
    updatedAt: new Date(),
    event: {},
    dedupeKey: "owners",
  };
  const sent = await db.postedShipment.create({
    data: {
      ...told,
      erpId: "owners-shipment",
      number: SECRET_NAME,
      state: "failed",
      lines: [],
      trackingNumbers: [SECRET_NAME],
    },
  });
  const billed = await db.postedInvoice.create({
    data: {
      ...told,
      erpId: "owners-invoice",
      number: SECRET_NAME,
      status: "posted",
      state: "failed",
      currency: "EUR",
      gross: "10",
      remaining: "10",
    },
  });
  const paid = await db.paymentLine.create({
    data: {
      ...where,
      invoiceId: billed.id,
      orderId: told.orderId,
      transactionId: "gid://shopify/OrderTransaction/1",
      gateway: "bogus",
      currency: "EUR",
      authorized: "10",
      capturable: "10",
      amount: "10",
      state: "failed",
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  });
  const document = await db.salesDocument.findFirstOrThrow({ where });
  const { orderId, orderName, createdAt, updatedAt } = told;
  await db.refund.create({
    data: {
      ...where,
      refundId: "gid://shopify/Refund/901",
      orderId,
      orderName,
      refundedAt: createdAt,
      currency: "EUR",
      total: "10",
      presentmentCurrency: "EUR",
      presentmentTotal: "10",
      state: "ready",
      documentId: document.id,
      documentNumber: SECRET_NAME,
      createdAt,
      updatedAt,
    },
  });
  await db.return.create({
    data: {
      ...where,
      returnId: "gid://shopify/Return/902",
      orderId,
      orderName,
      name: SECRET_NAME,
      status: "OPEN",
      quantity: 1,
      processed: 0,
      refunded: 0,
      createdAt,
    },
  });
  await db.giftCard.create({
    data: {
      ...where,
      giftCardId: "gid://shopify/GiftCard/903",
      lastCharacters: "q1f3",
      state: "active",
      source: "shopify",
      currency: "EUR",
      initial: "10",
      balance: "10",
      issuedAt: createdAt,
      orderId,
    },
  });
  await db.giftCardEntry.create({
    data: {
      ...where,
      key: "issued:gid://shopify/GiftCard/903",
      kind: "issued",
      at: createdAt,
      currency: "EUR",
      amount: "10",
      giftCardId: "gid://shopify/GiftCard/903",
    },
  });
  await db.stockLevel.create({
    data: {
      ...where,
      inventoryItemId: "gid://shopify/InventoryItem/904",
      locationId: "gid://shopify/Location/905",
      locationName: "Main",
      variantId: "gid://shopify/ProductVariant/906",
      sku: SECRET_NAME,
      title: SECRET_NAME,
      tracked: true,
      stocked: true,
      available: 1,
      onHand: 1,
      readAt: createdAt,
      foundAt: createdAt,
      match: "none",
      dirty: false,
    },
  });
  await db.stockSync.create({ data: { ...where, wanted: true, checkedAt: createdAt } });
  const exported = await db.exportedInvoice.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      erpId: "907",
      number: "PSI-907",
      key: "ERP-INVOICE-907",
      postedAt: createdAt,
      currency: "EUR",
      gross: "10",
      remaining: "10",
      status: "posted",
      dedupeKey: "907",
      customer: SECRET_NAME,
      state: "excluded",
      reason: "noCustomer",
      createdAt,
      updatedAt: createdAt,
    },
  });
  const exportedOrder = await db.exportedOrder.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      erpId: "908",
      number: "SO-908",
      key: "ERP-ORDER-908",
      changedAt: createdAt,
      dedupeKey: "908",
      customer: SECRET_NAME,
      state: "excluded",
      reason: "noContact",
      createdAt,
      updatedAt: createdAt,
    },
  });
  const synced = await db.customerSync.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      direction: "toErp",
      sourceId: "gid://shopify/Customer/907",
      shopifyId: "gid://shopify/Customer/907",
      number: SECRET_NAME,
      state: "excluded",
      reason: "noCreation",
      createdAt,
      updatedAt: createdAt,
    },
  });
  const item = await db.itemSync.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      direction: "toErp",
      sourceId: "gid://shopify/ProductVariant/908",
      sku: SECRET_NAME,
      title: SECRET_NAME,
      state: "excluded",
      reason: "noSku",
      foundAt: createdAt,
      createdAt,
      updatedAt: createdAt,
    },
  });
  await db.itemExchange.create({ data: { ...where, connectionId: card.connectionId } });
  await db.customerExchange.create({ data: { ...where, connectionId: card.connectionId } });
  await db.invoiceExport.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      since: createdAt,
      startedAt: createdAt,
    },
  });
  await db.orderExport.create({
    data: {
      ...where,
      connectionId: card.connectionId ?? "",
      since: createdAt,
    },
  });
  await db.catalogFeed.create({
    data: {
      ...where,
      tokenHash: new Uint8Array(32),
      tokenSealed: SECRET_NAME,
      tokenAt: createdAt,
      nextAt: new Date(createdAt.getTime() + 365 * 86_400_000),
    },
  });
  await db.catalogBuild.create({
    data: {
      ...where,
      id: "00000000-0000-4000-8000-000000000907",
      state: "failed",
      failure: "refused",
      message: SECRET_NAME,
      startedAt: createdAt,
      lookedAt: createdAt,
      endedAt: createdAt,
    },
  });
  await db.giftCardReading.create({ data: { ...where, wanted: true } });
  const view = await db.savedView.create({
    data: {
      ...{ ...where, list: "orders", name: SECRET_NAME, address: "view=errors" },
      ...{ savedBy: "owner", savedAt: createdAt },
    },
  });
  Object.assign(its, {
    giftCard: "903",
    exportedInvoice: exported.id,
    exportedOrder: exportedOrder.id,
    customerSync: synced.id,
    itemSync: item.id,
    refund: "901",
    return: "902",
    shipment: sent.id,
    invoice: billed.id,
    paymentLine: paid.id,
    ledgerLine: goods?.id,
    ledgerShipment: shipment.id,
    ledgerInvoice: invoice.id,
    order: order?.orderId,
    orderNumber: order?.orderId.split("/").at(-1),
    waiting: waiting.id,
    line: line?.id,
    variant: line?.variantId,
    customer: "gid://shopify/Customer/1",
    card: card.id,
    cardVersion: (await db.shopCardVersion.findFirstOrThrow({ where })).id,
    connection: card.connectionId,
    document: document.id,
    task: task.id,
    failedTask: (await db.task.findFirstOrThrow({ where: { ...where, state: "failed" } })).id,
    run: (await db.syncRun.findFirstOrThrow({ where: { ...where, state: "paused" } })).id,
    schedule: (await db.schedule.findFirstOrThrow({ where })).id,
    savedView: view.id,
    ledgerDocument: books.id,
    ledgerCustomer: (await db.ledgerCustomer.findFirstOrThrow({ where })).id,
    ledgerItem: (await db.ledgerItem.findFirstOrThrow({ where })).id,
    version: version.id,
    webhook: "owners-webhook",
    mappingKey: mapping.key,
    cause: (await db.problem.findFirstOrThrow({ where: { ...where, kind: "unknown-item" } })).cause,
  });
  for (const [name, value] of Object.entries(its)) expect(value, name).toBeTruthy();
}

/** Everything of the owner's, by table. */
export async function ownersRows(): Promise<Record<string, string>> {
  await flushApiLog();
  const tables = await db.$queryRaw<
    { table_name: string }[]
  >`SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop' ORDER BY 1`;
  const parts = [
    ...tables.map(
      ({ table_name: name }) =>
        `SELECT '${name}' AS name, coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS hash FROM "${name}" t WHERE shop = '${OWNER}'`,
    ),
    `SELECT 'Shop', coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM "Shop" t WHERE domain = '${OWNER}'`,
    `SELECT 'jobs', count(*)::text FROM graphile_worker._private_jobs WHERE payload::text LIKE '%${OWNER}%'`,
  ];
  expect(parts.length).toBeGreaterThan(30);
  const rows = await db.$queryRawUnsafe<{ name: string; hash: string }[]>(
    parts.join(" UNION ALL "),
  );
  return Object.fromEntries([
    ...rows.map(({ name, hash }) => [name, hash] as const),
    ["calls", String(simulator.log.requests.filter(({ shop }) => shop === OWNER).length)],
  ]);
}
