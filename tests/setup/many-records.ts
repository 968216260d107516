import { pool } from "#app/db/client.server.ts";
import { problemsScreen } from "#app/domain/attention/views/problem-list.server.ts";
import { skippedScreen } from "#app/domain/attention/views/skipped-list.server.ts";
import { tasksScreen } from "#app/domain/attention/views/task-list.server.ts";
import { shipmentsScreen } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { homeNumbers } from "#app/domain/home/views/numbers.server.ts";
import { ordersByDay } from "#app/domain/home/views/orders-by-day.server.ts";
import { logEntries } from "#app/domain/logs/views/log-list.server.ts";
import { importScreen } from "#app/domain/orders/views/import-list.server.ts";
import { ordersScreen } from "#app/domain/orders/views/order-list.server.ts";
import { customersScreen } from "#app/domain/customers/views/customers-screen.server.ts";
import { exportedOrdersScreen } from "#app/domain/order-export/views/orders-screen.server.ts";
import { exportScreen } from "#app/domain/invoice-export/views/export-screen.server.ts";
import { giftCardsScreen } from "#app/domain/gift-cards/views/card-list.server.ts";
import { liabilityScreen } from "#app/domain/gift-cards/views/liability.server.ts";
import { invoicesScreen } from "#app/domain/payments/views/invoice-list.server.ts";
import { refundsScreen } from "#app/domain/refunds/views/refund-list.server.ts";
import { returnsScreen } from "#app/domain/returns/views/return-list.server.ts";
import { stockScreen } from "#app/domain/stock/views/stock-screen.server.ts";
import { countDocuments } from "#app/erp/ledger/back-office/counts.server.ts";
import { listCustomers } from "#app/erp/ledger/back-office/customers.server.ts";
import { listDocuments } from "#app/erp/ledger/back-office/documents.server.ts";
import { listLedgerItems } from "#app/erp/ledger/back-office/items.server.ts";
import { listInvoices, listShipments } from "#app/erp/ledger/back-office/posted.server.ts";

// Shops with many records of every kind, and every list that shows them. What is open is the same in each, as it is in shops that work.
const connection = "00000000-0000-7000-8000-000000000001";

/** Of every record this many are open, whatever the shop's size; `of` is the state of record i. */
const open = (states: readonly string[], closed: string) =>
  `CASE WHEN i <= 20 THEN (ARRAY[${states.map((state) => `'${state}'`).join(",")}])[i % ${states.length} + 1] ELSE '${closed}' END`;
const uuid = (space: number) =>
  `('0000000${space}-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
const AT = `'2026-01-01T00:00:00Z'::timestamptz + make_interval(secs => i * 7 % 1000000)`;
const ORDER = `'gid://shopify/Order/' || i`;

const TABLES: Record<string, Record<string, string>> = {
  Order: {
    orderId: ORDER,
    name: `'#' || i`,
    number: "i",
    orderCreatedAt: AT,
    shopifyUpdatedAt: AT,
    importedAt: AT,
    closed: "i > 20",
    currency: "'EUR'",
    total: "10",
    presentmentCurrency: "'EUR'",
    presentmentTotal: "10",
    financialStatus: "'PAID'",
    fulfillmentStatus: "'FULFILLED'",
    tags: "'{}'",
    state: "'{}'",
    stateHash: "'h'",
    currentVersionId: uuid(1),
    documentState: open(["unprocessed", "failed", "creating"], "created"),
    documentNumber: `CASE WHEN i > 20 THEN 'SO' || lpad(i::text, 6, '0') END`,
    email: `'buyer' || i || '@example.com'`,
    customerName: `'Buyer ' || i`,
    channel: `'Channel ' || i % 3`,
    // cspell:ignore cbuyer isku iall tvip
    searchTerms: `ARRAY['SHOP cbuyer ' || i, 'SHOP c' || i, 'SHOP isku-' || i, 'SHOP iall', 'SHOP ppo ' || i, 'SHOP tvip']`,
  },
  OrderToImport: {
    orderId: ORDER,
    name: `'#' || i`,
    verdict: open(["ready", "held", "error"], "excluded"),
    announcedBy: "'schedule'",
    listed: "'{}'",
    orderCreatedAt: AT,
    shopifyUpdatedAt: AT,
    announcedAt: AT,
  },
  Refund: {
    refundId: `'gid://shopify/Refund/' || i`,
    orderId: ORDER,
    orderName: `'#' || i`,
    refundedAt: AT,
    currency: "'EUR'",
    total: "10",
    presentmentCurrency: "'EUR'",
    presentmentTotal: "10",
    state: open(["problem", "ready", "waitingPayment", "creating"], "posted"),
    documentNumber: `CASE WHEN i > 20 THEN 'CM' || i END`,
    createdAt: AT,
    updatedAt: AT,
  },
  Return: {
    returnId: `'gid://shopify/Return/' || i`,
    orderId: ORDER,
    orderName: `'#' || i`,
    name: `'#' || i || '-R1'`,
    status: open(["REQUESTED", "OPEN", "DECLINED"], "CLOSED"),
    quantity: "1",
    processed: "1",
    refunded: "1",
    exchanged: `CASE WHEN i <= 20 THEN 1 ELSE 0 END`,
    createdAt: AT,
  },
  GiftCard: {
    giftCardId: `'gid://shopify/GiftCard/' || i`,
    lastCharacters: "lpad(to_hex(i), 4, '0')",
    state: open(["active", "expired", "disabled", "unknown"], "usedUp"),
    source: "'shopify'",
    currency: "'EUR'",
    initial: "10",
    balance: "10",
    issuedAt: AT,
    orderId: ORDER,
    lineId: `'gid://shopify/LineItem/' || i`,
  },
  StockLevel: {
    inventoryItemId: `'gid://shopify/InventoryItem/' || i`,
    locationId: "'gid://shopify/Location/1'",
    locationName: "'Main'",
    variantId: `'gid://shopify/ProductVariant/' || i`,
    sku: `'SKU' || lpad(i::text, 6, '0')`,
    title: `'Item ' || lpad(i::text, 6, '0')`,
    tracked: "true",
    stocked: "true",
    available: "10",
    onHand: "10",
    foundAt: AT,
    match: "'found'",
    erpNumber: `'N' || lpad(i::text, 6, '0')`,
    wanted: "10",
    state: open(["differs", "problem", "left", "new"], "equal"),
    reason: "'equal'",
    dirty: "false",
  },
  CustomerSync: {
    id: uuid(1),
    connectionId: uuid(2),
    direction: "'toErp'",
    sourceId: `'gid://shopify/Customer/' || i`,
    shopifyId: `'gid://shopify/Customer/' || i`,
    number: `'C' || lpad(i::text, 6, '0')`,
    state: open(["waiting", "ready", "excluded", "failed", "gone"], "done"),
    createdAt: AT,
    updatedAt: AT,
  },
  ExportedInvoice: {
    id: uuid(1),
    connectionId: uuid(2),
    erpId: "i::text",
    number: `'PSI' || lpad(i::text, 6, '0')`,
    key: `'ERP-INVOICE-' || i`,
    postedAt: AT,
    currency: "'EUR'",
    gross: "10",
    remaining: "0",
    status: "'paid'",
    dedupeKey: "i::text",
    customer: `'C' || lpad(i::text, 6, '0')`,
    state: open(["waiting", "ready", "excluded", "failed"], "exported"),
    orderName: `'#' || i`,
    createdAt: AT,
    updatedAt: AT,
  },
  ExportedOrder: {
    id: uuid(1),
    connectionId: uuid(2),
    erpId: "i::text",
    number: `'SO' || lpad(i::text, 6, '0')`,
    key: `'ERP-ORDER-' || i`,
    changedAt: AT,
    currency: "'EUR'",
    gross: "10",
    status: "'released'",
    dedupeKey: "i::text",
    customer: `'C' || lpad(i::text, 6, '0')`,
    state: open(["waiting", "ready", "excluded", "failed"], "exported"),
    orderName: `'#' || i`,
    createdAt: AT,
    updatedAt: AT,
  },
  GiftCardEntry: {
    key: "'used:' || i",
    kind: "'redeemed'",
    at: AT,
    currency: "'EUR'",
    amount: "-10",
    giftCardId: `'gid://shopify/GiftCard/' || i`,
    orderId: ORDER,
  },
  Task: {
    id: uuid(2),
    kind: "'createDocument'",
    key: "'k' || i",
    orderId: ORDER,
    orderName: `'#' || i`,
    state: open(["planned", "failed", "ambiguous", "skipped"], "done"),
    queue: "'q:' || i % 4",
    payload: "'{}'",
    problem: `CASE WHEN i % 4 = 1 AND i <= 20 THEN '{"kind":"internal","cause":"internal","params":{}}'::jsonb END`,
    createdBy: "'me'",
    createdAt: AT,
    updatedAt: AT,
  },
  TaskAttempt: { id: uuid(3), taskId: uuid(2), number: "1", startedAt: AT },
  Problem: {
    id: uuid(4),
    kind: "'unknown-item'",
    subject: ORDER,
    orderId: ORDER,
    cause: "'unknown-item:' || i",
    firstSeenAt: AT,
    lastSeenAt: AT,
    clearedAt: `CASE WHEN i > 20 THEN ${AT} END`,
    detail: `'{"kind":"unknown-item","params":{}}'`,
  },
  PostedShipment: {
    id: uuid(5),
    connectionId: `'${connection}'::uuid`,
    erpId: "'s' || i",
    number: `'SHP' || i`,
    orderId: ORDER,
    orderName: `'#' || i`,
    postedAt: AT,
    trackingNumbers: `ARRAY['TRACK' || i]`,
    lines: "'[]'",
    event: "'{}'",
    dedupeKey: "'d' || i",
    state: open(["new", "waiting", "failed"], "sent"),
    createdAt: AT,
    updatedAt: AT,
  },
  PostedInvoice: {
    id: uuid(6),
    connectionId: `'${connection}'::uuid`,
    erpId: "'i' || i",
    number: `'INV' || i`,
    orderId: ORDER,
    orderName: `'#' || i`,
    postedAt: AT,
    currency: "'EUR'",
    gross: "10",
    remaining: "0",
    status: "'posted'",
    event: "'{}'",
    dedupeKey: "'d' || i",
    state: open(["new", "reading", "failed"], "captured"),
    createdAt: AT,
    updatedAt: AT,
  },
  SkippedRecord: {
    id: uuid(7),
    what: "'shipment'",
    recordId: "'s' || i",
    number: "'SHP' || i",
    orderId: ORDER,
    reason: `'{"kind":"internal","params":{}}'`,
    actor: "'app'",
    at: AT,
  },
  WebhookDelivery: {
    webhookId: "'w' || i",
    topic: "'orders/updated'",
    resourceId: ORDER,
    payload: "'{}'",
    receivedAt: AT,
    state: "'done'",
  },
  ApiLog: {
    id: uuid(8),
    at: AT,
    system: "'shopify'",
    operation: "'ImportOrders'",
    outcome: "'ok'",
    durationMs: "10",
    orderId: ORDER,
    orderIds: `ARRAY[${ORDER}]`,
  },
  SyncRun: {
    id: uuid(9),
    kind: "'syncOrders'",
    trigger: "'schedule'",
    state: "'done'",
    startedBy: "'schedule'",
    startedAt: AT,
    heartbeatAt: AT,
    endedAt: AT,
    readAt: AT,
  },
  LedgerCustomer: {
    id: uuid(1),
    connectionId: `'${connection}'::uuid`,
    number: "'C' || lpad(i::text, 6, '0')",
    name: "'Buyer ' || i",
    email: `'buyer' || i || '@example.com'`,
    emailNormalised: `'buyer' || i || '@example.com'`,
    phone: "'+49' || i",
    city: "'Town ' || i",
    createdAt: AT,
    changedAt: AT,
  },
  LedgerItem: {
    id: uuid(1),
    connectionId: `'${connection}'::uuid`,
    number: "'I' || lpad(i::text, 6, '0')",
    description: "'Item ' || i",
    baseUnit: "'PCS'",
    createdAt: AT,
    changedAt: AT,
  },
  LedgerDocument: {
    id: uuid(1),
    connectionId: `'${connection}'::uuid`,
    kind: "'salesOrder'",
    number: "'SO' || lpad(i::text, 6, '0')",
    state: open(["open", "released"], "posted"),
    sellToId: uuid(1),
    billToId: uuid(1),
    sellToName: "'Buyer ' || i",
    sellToAddress: "'{}'",
    billToAddress: "'{}'",
    shipToAddress: "'{}'",
    currency: "'EUR'",
    exchangeRate: "1",
    pricesIncludeTax: "true",
    documentDate: "'2026-01-01'",
    shopifyOrderNumber: `'#' || i`,
    shopifyOrderId: ORDER,
    taxLiable: "true",
    net: "10",
    tax: "0",
    gross: "10",
    createdAt: AT,
    changedAt: AT,
  },
  LedgerPostedShipment: {
    id: uuid(1),
    connectionId: `'${connection}'::uuid`,
    number: "'SHP' || i",
    documentId: uuid(1),
    trackingNumbers: `ARRAY['TRACK' || i]`,
    postedBy: "'me'",
    postedAt: AT,
    changedAt: AT,
  },
  LedgerPostedInvoice: {
    id: uuid(1),
    connectionId: `'${connection}'::uuid`,
    kind: "'salesInvoice'",
    number: "'INV' || i",
    documentId: uuid(1),
    billToId: uuid(1),
    currency: "'EUR'",
    net: "10",
    tax: "0",
    gross: "10",
    remaining: "0",
    status: "'paid'",
    postedBy: "'me'",
    postedAt: AT,
    changedAt: AT,
  },
};

/**
 * Fills every table with records of these shops; so many of each. An index of parts of words is made anew afterwards, which costs a fraction of adding to it row by
 * row; and what a row names is there, so the database need not look it up.
 */
export async function fill(shops: Readonly<Record<string, number>>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica; SET synchronous_commit = off");
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      `SELECT indexname AS name, indexdef AS made FROM pg_indexes
       WHERE schemaname = 'public' AND indexdef LIKE '% USING gin %' AND tablename = ANY($1)`,
      [Object.keys(TABLES)],
    );
    for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
    for (const [shop, count] of Object.entries(shops))
      for (const [table, columns] of Object.entries(TABLES)) {
        const names = Object.keys(columns).map((name) => `"${name}"`);
        await client.query(
          `INSERT INTO "${table}" (shop, ${names.join(", ")}) SELECT '${shop}', ${Object.values(columns).join(", ").replaceAll("SHOP", shop)} FROM generate_series(1, ${count}) i`,
        );
      }
    for (const { made } of indexes) await client.query(made);
    await client.query("RESET session_replication_role; RESET synchronous_commit");
    await client.query("VACUUM ANALYZE");
  } finally {
    client.release();
  }
}

const deep = (space: number) =>
  Buffer.from(
    JSON.stringify([
      new Date(Date.parse("2026-01-01T00:00:00Z") + 7 * 60_000).toISOString(),
      `0000000${space}-0000-7000-8000-000000000001`,
    ]),
  ).toString("base64url");
const deepOf = (type: string) =>
  Buffer.from(
    JSON.stringify([
      new Date(Date.parse("2026-01-01T00:00:00Z") + 7 * 60_000).toISOString(),
      `gid://shopify/${type}/1`,
    ]),
  ).toString("base64url");

const STOCK_START = Buffer.from(
  JSON.stringify(["Item 000007", "gid://shopify/InventoryItem/7", "gid://shopify/Location/1"]),
).toString("base64url");

const scope = (shop: string) => ({ shop, connectionId: connection });
type Ask = (shop: string) => Promise<unknown>;
const at = (
  screen: (shop: string, params: URLSearchParams) => Promise<unknown>,
  ...queries: string[]
): [string, Ask][] =>
  queries.map((query) => [query, (shop) => screen(shop, new URLSearchParams(query))]);
/** Each list by its screen, with each address of it. */
export const LISTS: Record<string, [string, Ask][]> = {
  home: [
    ["", homeNumbers],
    // Within the first day of the fill, of which a small shop has all of its orders.
    ["days", (shop) => ordersByDay(shop, new Date("2026-01-01T12:00:00Z"))],
  ],
  orders: at(
    ordersScreen,
    "",
    "view=unprocessed",
    "view=errors",
    "view=conflicts",
    "view=open",
    "view=processed",
    "card=00000000-0000-4000-8000-000000000000",
    "q=500",
    "q=%23500",
    "q=SO000500",
    "q=buyer5@example.com",
    "q=buyer%20500",
    "q=sku-500",
    "q=po%20500",
    "q=TRACK500",
    "q=nothing",
    "customer=buyer%20500",
    "customer=nobody",
    "tag=vip",
    "tag=none",
    "channel=Channel%201",
    "channel=none",
    "document=failed",
    "document=created",
    "conflict=yes",
    "conflict=no",
    "from=2026-01-01&to=2026-01-02",
    "from=2027-01-01",
    "number=SO000500",
    "sort=date%20asc",
    "sort=number%20asc",
    "sort=number%20desc",
    "sort=total%20asc",
    "sort=total%20desc",
    "sort=total%20desc&view=unprocessed",
    `after=${deepOf("Order")}`,
  ),
  toImport: at(
    importScreen,
    "",
    "tab=ready",
    "tab=held",
    "tab=error",
    "tab=excluded",
    "q=500",
    "q=nothing",
    `after=${deepOf("Order")}`,
  ),
  tasks: at(
    tasksScreen,
    "",
    "state=attention",
    "state=open",
    "state=done",
    "state=skipped",
    "state=causes",
    "kind=createDocument",
    "q=500",
    "q=nothing",
    "cause=internal",
    `after=${deep(2)}`,
  ),
  problems: at(problemsScreen, "", "kind=unknown-item"),
  skipped: at(
    skippedScreen,
    "",
    "what=shipment",
    "q=SHP500",
    "q=500",
    "q=nothing",
    `after=${deep(7)}`,
  ),
  shipments: at(
    shipmentsScreen,
    "",
    "state=attention",
    "state=waiting",
    "state=sent",
    "state=nothing",
    "q=SHP500",
    "q=TRACK500",
    "q=500",
    "q=nothing",
    `after=${deep(5)}`,
  ),
  invoices: at(
    invoicesScreen,
    "",
    "state=attention",
    "state=waiting",
    "state=captured",
    "state=nothing",
    "q=INV500",
    "q=500",
    "q=nothing",
    `after=${deep(6)}`,
  ),
  refunds: at(
    refundsScreen,
    "",
    "state=attention",
    "state=waiting",
    "state=ready",
    "state=created",
    "state=nothing",
    "q=CM500",
    "q=500",
    "q=nothing",
    `after=${deepOf("Refund")}`,
  ),
  returns: at(
    returnsScreen,
    "",
    "state=requested",
    "state=open",
    "state=closed",
    "state=ended",
    "state=exchanges",
    "q=500",
    "q=%23500-R1",
    "q=nothing",
    `after=${deepOf("Return")}`,
  ),
  giftCardLiability: [["", liabilityScreen]],
  giftCards: at(
    giftCardsScreen,
    "",
    "state=active",
    "state=usedUp",
    "state=ended",
    "state=unknown",
    "state=differing",
    "q=01f4",
    "q=500",
    "q=nothing",
    "order=gid://shopify/Order/500",
    `after=${deepOf("GiftCard")}`,
  ),
  stock: at(
    stockScreen,
    "",
    "state=differs",
    "state=problem",
    "state=left",
    "state=equal",
    "q=SKU000500",
    "q=Item%20000500",
    "q=nothing",
    `after=${STOCK_START}`,
  ),
  customers: at(
    customersScreen,
    "",
    "way=toShopify",
    "state=waiting",
    "state=done",
    "state=excluded",
    "state=failed",
    "state=gone",
    "q=C000500",
    "q=500",
    "q=nothing",
    `after=${deep(1)}`,
  ),
  exportedInvoices: at(
    exportScreen,
    "",
    "state=waiting",
    "state=exported",
    "state=excluded",
    "state=failed",
    "q=PSI000500",
    "q=C000500",
    "q=%23500",
    "q=nothing",
    `after=${deep(1)}`,
  ),
  exportedOrders: at(
    exportedOrdersScreen,
    "",
    "state=waiting",
    "state=exported",
    "state=excluded",
    "state=failed",
    "q=SO000500",
    "q=C000500",
    "q=%23500",
    "q=nothing",
    `after=${deep(1)}`,
  ),
  logs: at(
    logEntries,
    "log=webhooks",
    "log=api",
    "log=runs",
    "log=api&result=failed",
    "log=webhooks&result=failed",
    "log=webhooks&q=orders",
    "log=api&q=nothing",
    "log=webhooks&order=500",
    "log=api&order=500",
  ),
  ledgerDocuments: [
    ["", (shop) => listDocuments(scope(shop), {})],
    ["state", (shop) => listDocuments(scope(shop), { state: "open" })],
    ["search", (shop) => listDocuments(scope(shop), { search: "SO000500" })],
    ["nothing", (shop) => listDocuments(scope(shop), { search: "nothing" })],
    ["counts", (shop) => countDocuments(scope(shop))],
  ],
  ledgerCustomers: [
    ["", (shop) => listCustomers(scope(shop), {})],
    ["search", (shop) => listCustomers(scope(shop), { search: "Buyer 500" })],
    ["blocked", (shop) => listCustomers(scope(shop), { blocked: true })],
  ],
  ledgerItems: [
    ["", (shop) => listLedgerItems(scope(shop), {})],
    ["search", (shop) => listLedgerItems(scope(shop), { search: "Item 500" })],
    ["blocked", (shop) => listLedgerItems(scope(shop), { blocked: true })],
  ],
  ledgerShipments: [
    ["", (shop) => listShipments(scope(shop), {})],
    ["search", (shop) => listShipments(scope(shop), { search: "TRACK500" })],
    ["undone", (shop) => listShipments(scope(shop), { undone: true })],
  ],
  ledgerInvoices: [
    ["", (shop) => listInvoices(scope(shop), {})],
    ["search", (shop) => listInvoices(scope(shop), { search: "TRACK500" })],
    ["open", (shop) => listInvoices(scope(shop), { status: "open" })],
  ],
};
