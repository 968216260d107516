import { describe, expect, it } from "vitest";
import { appSources } from "./sql.ts";

/** The one area that writes a table: creates, changes and deletes its rows. Others call its functions. */
const OWNERS: Record<string, string> = {
  ApiLog: "shopify",
  CatalogBuild: "domain/catalog",
  CatalogChunk: "domain/catalog",
  CatalogFeed: "domain/catalog",
  CatalogFile: "domain/catalog",
  CatalogRemark: "domain/catalog",
  CustomerExchange: "domain/customers",
  ItemExchange: "domain/items",
  ItemSync: "domain/items",
  CustomerLink: "domain/mapping",
  CustomerSync: "domain/customers",
  ErpCallCount: "erp/call-limit",
  ErpConnection: "domain/erp-connections",
  ErpNotices: "domain/erp-notices",
  ExportedInvoice: "domain/invoice-export",
  ExportedOrder: "domain/order-export",
  FeedCursor: "domain/feeds",
  FlowAction: "domain/flow",
  FlowTrigger: "domain/flow",
  GiftCard: "domain/gift-cards",
  GiftCardEntry: "domain/gift-cards",
  GiftCardReading: "domain/gift-cards",
  HealthCheck: "db",
  InvoiceExport: "domain/invoice-export",
  ItemLink: "domain/mapping",
  Mapping: "domain/mapping",
  Order: "domain/orders",
  OrderEvent: "domain/timeline",
  OrderExport: "domain/order-export",
  OrderToImport: "domain/orders",
  OrderVersion: "domain/orders",
  PaymentLine: "domain/payments",
  PostedInvoice: "domain/payments",
  PostedShipment: "domain/fulfillments",
  PrivacyRequest: "domain/privacy",
  Problem: "domain/problems",
  Refund: "domain/refunds",
  MemoByHand: "domain/refunds",
  Return: "domain/returns",
  RegisteredPayment: "domain/payments",
  SalesDocument: "domain/documents",
  SavedView: "domain/saved-views",
  Schedule: "domain/schedules",
  Session: "shopify",
  Shop: "domain/installation",
  ShopCard: "domain/shop-card",
  ShopCardVersion: "domain/shop-card",
  SkippedRecord: "domain/skipped",
  SyncCursor: "domain/orders",
  SyncRun: "domain/runs",
  StockLevel: "domain/stock",
  StockSync: "domain/stock",
  Task: "tasks",
  TaskAttempt: "tasks",
  ThrottleBucket: "shopify",
  WebhookDelivery: "shopify",
};
/**
 * What lies below cannot call an owner above it: the task that meets a refused sign-in pauses its connection, in the transaction that stops it;
 * a sync reads the shop's facts again.
 */
const ALSO: Record<string, string> = { ErpConnection: "tasks", Shop: "domain/orders" };
const ownerOf = (table: string): string | undefined =>
  table.startsWith("Ledger") ? "erp/ledger" : OWNERS[table];

const PRISMA =
  /\b(?:tx|db|client|prisma)\s*\.(\w+)\s*\.(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\b/g;
const SQL = /(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"/g;

function written(text: string): string[] {
  const byPrisma = [...text.matchAll(PRISMA)].map((match) => match[1] ?? "");
  const bySql = [...text.matchAll(SQL)].map((match) => match[1] ?? "");
  return [...byPrisma.map((name) => name.charAt(0).toUpperCase() + name.slice(1)), ...bySql];
}

const areaOf = (file: string): string => {
  const [layer = "", area = ""] = file.split("/");
  return layer === "domain" || layer === "erp" ? `${layer}/${area}` : layer;
};

const writes = appSources().flatMap(({ file, text }) =>
  [...new Set(written(text))].map((table) => ({ table, area: areaOf(file), file })),
);

describe("each table is written by one area", () => {
  it("writes are found, by Prisma and by SQL", () => {
    expect(
      written('await tx.syncRun\n  .create({}); db.$executeRaw`UPDATE "Task" SET x = 1`'),
    ).toEqual(["SyncRun", "Task"]);
    expect(writes.length).toBeGreaterThan(80);
  });

  it("by its owner", () => {
    const strangers = writes.filter(
      ({ table, area }) => ownerOf(table) !== area && ALSO[table] !== area,
    );
    expect(strangers.map(({ table, file }) => `${table}: ${file}`)).toEqual([]);
  });

  it("every owner writes its table", () => {
    const unwritten = Object.keys(OWNERS).filter(
      (table) => !writes.some((write) => write.table === table && write.area === ownerOf(table)),
    );
    expect(unwritten).toEqual([]);
  });
});
