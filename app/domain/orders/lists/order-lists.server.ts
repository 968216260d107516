import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Order, OrderToImport } from "#app/db/generated/client.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { pageOf, startOf, type Page, type PageRequest, type Sort } from "#app/lib/paging.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { OrderDifference, VersionParts } from "../conflicts/diff.ts";
import { diffVersions } from "../conflicts/diff.ts";
import type { OrderPersonal, OrderSnapshot } from "../snapshot/snapshot.ts";
import { readVersion, storedState } from "../snapshot/stored-order.ts";
import type { TimelineEvent } from "#app/domain/timeline/events.ts";
import { timelineOf } from "#app/domain/timeline/timeline.server.ts";
import { VERDICT } from "../states.ts";
import type { VerdictState } from "../states.ts";

export type ImportTab = "all" | VerdictState;
export type OrderView = "unprocessed" | "errors" | "conflicts" | "open" | "all";

export interface ListOptions extends PageRequest {
  search?: string;
}

/** Newest on top; the same speed at any depth. */
const NEWEST = {
  orderCreatedAt: { kind: "time", order: "desc" },
  orderId: { kind: "text", order: "desc" },
} as const satisfies Sort;
const COLUMNS = {
  orderCreatedAt: Prisma.sql`t."orderCreatedAt"`,
  orderId: Prisma.sql`t."orderId"`,
};

const pattern = (search: string): string =>
  `${search
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&")}%`;

/** Rows that wait to be imported. `search` finds by order name. */
export async function listOrdersToImport(
  shop: string,
  options: ListOptions & { tab?: ImportTab } = {},
): Promise<Page<OrderToImport>> {
  const start = startOf(NEWEST, options);
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const tab =
    options.tab && options.tab !== "all"
      ? Prisma.sql`AND t."verdict" = ${options.tab}`
      : Prisma.empty;
  const search = options.search?.trim()
    ? Prisma.sql`AND (t."name" ILIKE ${pattern(options.search)} OR t."name" ILIKE ${`#${pattern(options.search)}`})`
    : Prisma.empty;
  const rows = await db.$queryRaw<OrderToImport[]>`
    SELECT t.* FROM "OrderToImport" t WHERE t."shop" = ${shop} ${tab} ${search} ${beyond} ${orderBy} ${limit}`;
  return pageOf(NEWEST, start, rows);
}

export async function countOrdersToImport(shop: string): Promise<Record<ImportTab, number>> {
  const groups = await db.orderToImport.groupBy({ by: ["verdict"], where: { shop }, _count: true });
  const counts: Record<ImportTab, number> = { all: 0, ready: 0, held: 0, error: 0, excluded: 0 };
  for (const { verdict, _count } of groups) {
    counts.all += _count;
    if (VERDICT.is(verdict)) counts[verdict] = _count;
  }
  return counts;
}

/** Columns of the orders list; the order's state and versions are read with the order itself. */
export type OrderRow = Omit<Order, "state" | "choices">;

const view: Record<OrderView, Prisma.Sql> = {
  all: Prisma.empty,
  open: Prisma.sql`AND NOT t."closed" AND t."cancelledAt" IS NULL`,
  unprocessed: Prisma.sql`AND t."documentState" <> 'created'`,
  conflicts: Prisma.sql`AND t."conflict"`,
  errors: Prisma.sql`AND (t."documentState" = 'failed' OR EXISTS (SELECT 1 FROM "Problem" p WHERE p."shop" = t."shop" AND p."orderId" = t."orderId" AND p."clearedAt" IS NULL))`,
};

/** Imported orders. `search` finds by name, document number (from their beginning) or e-mail. */
export async function listOrders(
  shop: string,
  options: ListOptions & { view?: OrderView } = {},
): Promise<Page<OrderRow>> {
  const start = startOf(NEWEST, options);
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const text = options.search?.trim();
  const search = text
    ? Prisma.sql`AND (t."name" IN (${text}, ${`#${text}`}) OR t."name" LIKE ${pattern(text)} OR t."name" LIKE ${`#${pattern(text)}`} OR t."documentNumber" LIKE ${pattern(text)} OR t."email" = ${text.toLowerCase()})`
    : Prisma.empty;
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT t."shop", t."orderId", t."name", t."number", t."cardId", t."orderCreatedAt", t."shopifyUpdatedAt", t."importedAt", t."cancelledAt", t."closed", t."test", t."sourceName", t."channel", t."customerName",
      t."email", t."currency", t."total", t."presentmentCurrency", t."presentmentTotal", t."financialStatus", t."fulfillmentStatus", t."returnStatus", t."highRisk", t."tags", t."poNumber", t."stateHash",
      t."currentVersionId", t."processedVersionId", t."generation", t."documentState", t."documentKind", t."documentNumber", t."conflict", t."resolvedVersionId"
    FROM "Order" t WHERE t."shop" = ${shop} ${view[options.view ?? "all"]} ${search} ${beyond} ${orderBy} ${limit}`;
  // Raw rows give decimals as text or number by driver; the model's own type is restored.
  return pageOf(
    NEWEST,
    start,
    rows.map((row) => ({
      ...row,
      total: new Prisma.Decimal(row.total),
      presentmentTotal: new Prisma.Decimal(row.presentmentTotal),
    })),
  );
}

export interface OrderVersionInfo {
  id: string;
  createdAt: Date;
  isCurrent: boolean;
  isProcessed: boolean;
}

export interface WholeStoredOrder {
  order: Order;
  snapshot: OrderSnapshot;
  /** Personal data was erased by a redaction. */
  redacted: boolean;
  versions: OrderVersionInfo[];
  events: TimelineEvent[];
}

const EMPTY_PERSONAL: OrderPersonal = {
  email: null,
  phone: null,
  note: null,
  customer: null,
  sellTo: null,
  shipTo: null,
  billTo: null,
  attributes: [],
  lineAttributes: [],
};

/** One order of this shop with its current snapshot, versions and timeline; null when the shop has no such order. */
export async function getOrder(shop: string, orderId: string): Promise<WholeStoredOrder | null> {
  const order = await db.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
  if (!order) return null;
  const [current, versions, events] = await Promise.all([
    db.orderVersion.findUnique({ where: { shop_id: { shop, id: order.currentVersionId } } }),
    db.orderVersion.findMany({
      where: { shop, orderId },
      select: { id: true, createdAt: true },
      orderBy: { createdAt: "desc" },
      take: 200,
    }),
    timelineOf(shop, orderId),
  ]);
  if (!current) throw new Error(`order ${orderId} lacks its current version`);
  const { content, personal } = readVersion(current, `order ${order.name}`);
  return {
    order,
    snapshot: {
      content,
      personal: personal ?? EMPTY_PERSONAL,
      state: storedState.read(order.state, `order ${order.name}`),
    },
    redacted: personal === null,
    versions: versions.map((version) => ({
      ...version,
      isCurrent: version.id === order.currentVersionId,
      isProcessed: version.id === order.processedVersionId,
    })),
    events,
  };
}

/** Differences between two versions of one order (IMP-11); null when either is not this order's. */
export async function compareVersions(
  shop: string,
  orderId: string,
  beforeId: string,
  afterId: string,
): Promise<OrderDifference[] | null> {
  if (!isUuid(beforeId) || !isUuid(afterId)) return null;
  const rows = await db.orderVersion.findMany({
    where: { shop, orderId, id: { in: [beforeId, afterId] } },
  });
  const parts = (id: string): VersionParts | undefined => {
    const row = rows.find((version) => version.id === id);
    return row && readVersion(row, `version ${id} of order ${orderId}`);
  };
  const [before, after_] = [parts(beforeId), parts(afterId)];
  return before && after_ ? diffVersions(before, after_) : null;
}
