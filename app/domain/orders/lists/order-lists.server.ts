import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Order, OrderToImport } from "#app/db/generated/client.ts";
import { countEach, countUpTo } from "#app/db/count-up-to.server.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { nameForms, numberTyped } from "#app/domain/order-filter/order-names.ts";
import { searchText } from "#app/lib/search-text.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { pageOf, startOf, type Page, type PageRequest, type Sort } from "#app/lib/paging.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { OrderDifference, VersionParts } from "../conflicts/diff.ts";
import { diffVersions } from "../conflicts/diff.ts";
import type { OrderPersonal, OrderSnapshot } from "../snapshot/snapshot.ts";
import { readVersion, storedState } from "../snapshot/stored-order.ts";
import type { TimelineEvent } from "#app/domain/timeline/events.ts";
import { timelineOf } from "#app/domain/timeline/timeline.server.ts";
import type { VerdictState } from "../states.ts";

export type ImportTab = "all" | VerdictState;
export type OrderView =
  "unprocessed" | "errors" | "conflicts" | "earlier" | "open" | "processed" | "all";

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

/** Names that begin like the typed one, whatever the case, with "#" or without; a bare number finds its order whatever the shop puts around it. */
function nameLike(typed: string, number: Prisma.Sql): Prisma.Sql {
  const begins = nameForms(typed.slice(0, 255)).map(
    (form) => Prisma.sql`lower(t."name") LIKE lower(${`${searchText(form)}%`})`,
  );
  const meant = numberTyped(typed);
  return Prisma.join(
    [...begins, ...(meant === null ? [] : [Prisma.sql`${number} = ${meant}`])],
    " OR ",
  );
}

/** Rows that wait to be imported. `search` finds by order name. */
export async function listOrdersToImport(
  shop: string,
  options: ListOptions & { tab?: ImportTab } = {},
): Promise<Page<OrderToImport>> {
  const start = startOf(NEWEST, options);
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const rows = await db.$queryRaw<OrderToImport[]>`
    SELECT t.* FROM "OrderToImport" t WHERE t."shop" = ${shop} ${waiting(options)} ${beyond} ${orderBy} ${limit}`;
  return pageOf(NEWEST, start, rows);
}

type WaitingFilter = { search?: string; tab?: ImportTab };

const waiting = ({ tab, search }: WaitingFilter): Prisma.Sql => Prisma.sql`
  ${tab && tab !== "all" ? Prisma.sql`AND t."verdict" = ${tab}` : Prisma.empty}
  ${
    search?.trim()
      ? Prisma.sql`AND (${nameLike(search, Prisma.sql`(t."listed" ->> 'number')::numeric`)})`
      : Prisma.empty
  }`;

/** Ids of all of them, for an act on the whole result. */
export async function allToImport(shop: string, filter: WaitingFilter): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT t."orderId" FROM "OrderToImport" t WHERE t."shop" = ${shop} ${waiting(filter)}`;
  return rows.map(({ orderId }) => orderId);
}

const waitingFound = (shop: string, filter: WaitingFilter): Prisma.Sql =>
  Prisma.sql`FROM "OrderToImport" t WHERE t."shop" = ${shop} ${waiting(filter)}`;

/** How many there are, how many of them are on hold and how many are not; each up to a thousand (lib/counted.ts). */
export const countToImport = (
  shop: string,
  filter: WaitingFilter,
): Promise<{ total: number; held: number; others: number }> =>
  countEach({
    total: waitingFound(shop, filter),
    held: Prisma.sql`${waitingFound(shop, filter)} AND t."verdict" = 'held'`,
    others: Prisma.sql`${waitingFound(shop, filter)} AND t."verdict" <> 'held'`,
  });

/** How many each tab holds, up to a thousand. */
export async function countOrdersToImport(shop: string): Promise<Record<ImportTab, number>> {
  const found = (tab: VerdictState): Prisma.Sql => waitingFound(shop, { tab });
  const counts = await countEach({
    ready: found("ready"),
    held: found("held"),
    error: found("error"),
    excluded: found("excluded"),
  });
  return { all: sumCounted(Object.values(counts)), ...counts };
}

/** Columns of the orders list; the order's state and versions are read with the order itself. */
export type OrderRow = Omit<Order, "state" | "choices">;

const view = (shop: string): Record<OrderView, Prisma.Sql> => ({
  all: Prisma.empty,
  open: Prisma.sql`AND NOT t."closed" AND t."cancelledAt" IS NULL`,
  unprocessed: Prisma.sql`AND t."documentState" <> 'created'`,
  processed: Prisma.sql`AND t."documentState" = 'created'`,
  conflicts: Prisma.sql`AND t."conflict"`,
  earlier: Prisma.sql`AND t."documentState" IN ('unprocessed', 'failed') AND EXISTS (SELECT 1 FROM "SalesDocument" d WHERE d."shop" = t."shop" AND d."subject" = t."orderId" AND d."state" = 'unlinked' AND d."erpId" IS NOT NULL AND (d."erpStatus" IS NULL OR d."erpStatus" NOT IN ('gone', 'cancelled')))`,
  // From what is wrong to the orders: few problems are open, whatever the number of orders.
  errors: Prisma.sql`AND t."orderId" IN (
    SELECT p."orderId" FROM "Problem" p WHERE p."shop" = ${shop} AND p."orderId" IS NOT NULL AND p."clearedAt" IS NULL
    UNION ALL SELECT f."orderId" FROM "Order" f WHERE f."shop" = ${shop} AND f."documentState" = 'failed')`,
});

type OrdersFilter = { search?: string; view?: OrderView; cardId?: string };

function matching(shop: string, filter: OrdersFilter): Prisma.Sql {
  const text = filter.search?.trim();
  const search = text
    ? Prisma.sql`AND (${nameLike(text, Prisma.sql`t."number"`)} OR lower(t."documentNumber") LIKE lower(${`${searchText(text)}%`}) OR t."email" = ${text.toLowerCase()})`
    : Prisma.empty;
  const card =
    filter.cardId === undefined || !isUuid(filter.cardId)
      ? Prisma.empty
      : Prisma.sql`AND t."cardId" = ${filter.cardId}::uuid`;
  return Prisma.sql`${card} ${view(shop)[filter.view ?? "all"]} ${search}`;
}

/** Ids of all of them, for an act on the whole result. */
export async function allOrders(shop: string, filter: OrdersFilter): Promise<string[]> {
  const rows = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT t."orderId" FROM "Order" t WHERE t."shop" = ${shop} ${matching(shop, filter)}`;
  return rows.map(({ orderId }) => orderId);
}

/** The orders a filter finds, as `FROM … WHERE …`; the order is "t". */
export const ordersFound = (shop: string, filter: OrdersFilter): Prisma.Sql =>
  Prisma.sql`FROM "Order" t WHERE t."shop" = ${shop} ${matching(shop, filter)}`;

/** How many a filter finds, up to a thousand (lib/counted.ts). */
export const countOrders = (shop: string, filter: OrdersFilter): Promise<number> =>
  countUpTo(ordersFound(shop, filter));

/** Imported orders. `search` finds by name, document number (from their beginning) or e-mail. */
export async function listOrders(
  shop: string,
  options: ListOptions & OrdersFilter = {},
): Promise<Page<OrderRow>> {
  const start = startOf(NEWEST, options);
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  const rows = await db.$queryRaw<OrderRow[]>`
    SELECT t."shop", t."orderId", t."name", t."number", t."cardId", t."orderCreatedAt", t."shopifyUpdatedAt", t."importedAt", t."cancelledAt", t."closed", t."test", t."sourceName", t."channel", t."customerName",
      t."email", t."currency", t."total", t."presentmentCurrency", t."presentmentTotal", t."financialStatus", t."fulfillmentStatus", t."returnStatus", t."highRisk", t."tags", t."poNumber", t."stateHash",
      t."currentVersionId", t."processedVersionId", t."generation", t."documentState", t."documentKind", t."documentNumber", t."conflict", t."resolvedVersionId"
    FROM "Order" t WHERE t."shop" = ${shop} ${matching(shop, options)} ${beyond} ${orderBy} ${limit}`;
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
export async function getOrder(shop: string, orderId: OrderId): Promise<WholeStoredOrder | null> {
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
  orderId: OrderId,
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
