import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Order, OrderToImport } from "#app/db/generated/client.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { nameLike } from "./name-like.server.ts";
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
