import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { PostedShipment } from "#app/db/generated/client.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import { pageOf } from "#app/lib/paging.ts";
import { CREATE_FULFILLMENT, shipmentOfKey } from "#app/domain/fulfillments/kind-name.ts";
import { erpDocuments } from "#app/domain/posted/views/erp-documents.server.ts";
import {
  countViews,
  POSTED_SORT,
  postedQuery,
} from "#app/domain/posted/views/posted-list.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";

export const SHIPMENT_VIEWS = {
  all: [],
  attention: ["failed"],
  waiting: ["new", "waiting"],
  sent: ["sent"],
  nothing: ["nothing", "skipped", "reversed"],
} as const;

/** Posted shipments, newest first, as the address asks for them; the search finds tracking numbers too. */
export async function shipmentsScreen(shop: string, params: URLSearchParams) {
  const { start, query, found } = await shipmentQuery(shop, params);
  const [rows, total, counts] = await Promise.all([
    db.postedShipment.findMany(query),
    db.postedShipment.count({ where: found, take: MOST_COUNTED + 1 }),
    countViews(shop, "shipments", SHIPMENT_VIEWS),
  ]);
  const page = pageOf(POSTED_SORT, start, rows);
  const [documents, troubles] = await Promise.all([
    erpDocuments(
      shop,
      page.rows.map(({ salesDocumentId }) => salesDocumentId),
    ),
    troublesOf(
      shop,
      page.rows.filter(({ state, reason }) => state === "waiting" && reason === null),
    ),
  ]);
  return {
    counts,
    total,
    next: page.next,
    previous: page.previous,
    rows: page.rows.map((row) => ({
      ...shipmentView(row),
      reason: reasonOf(row.reason ?? troubles.get(row.id) ?? null),
      document: documents.get(row.salesDocumentId ?? "") ?? null,
    })),
  };
}

const shipmentQuery = (shop: string, params: URLSearchParams) =>
  postedQuery(shop, params, SHIPMENT_VIEWS, (q) => [{ trackingNumbers: { has: q } }]);

/** Ids of everything the address finds. */
export async function shipmentIdsAt(shop: string, params: URLSearchParams): Promise<string[]> {
  const { found } = await shipmentQuery(shop, params);
  const rows = await db.postedShipment.findMany({ where: found, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Why the call for a shipment on its way has not gone through yet, by the shipment's id: what its open task met. */
async function troublesOf(
  shop: string,
  rows: readonly { id: string; orderId: OrderId | null }[],
): Promise<Map<string, unknown>> {
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId).filter((id) => id !== null))];
  if (orderIds.length === 0) return new Map();
  const tasks = await db.task.findMany({
    where: {
      shop,
      orderId: { in: orderIds },
      kind: CREATE_FULFILLMENT,
      state: { in: ["planned", "ambiguous"] },
      problemKind: { not: null },
    },
    select: { key: true, problem: true },
  });
  return new Map(tasks.map(({ key, problem }) => [shipmentOfKey(key), problem]));
}

export function shipmentView(row: Omit<PostedShipment, "event">) {
  const lines = row.lines as { lineId: string; quantity: number }[];
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    orderName: row.orderName,
    postedAt: row.postedAt.toISOString(),
    agent: [row.agentCode, row.agentService].filter(Boolean).join(" / "),
    tracking: row.trackingNumbers,
    trackingUrl: row.trackingUrl,
    lines: lines.length,
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    state: row.state,
    reason: reasonOf(row.reason),
    fulfillments: (row.fulfillments as { name?: string }[])
      .map(({ name }) => name ?? "")
      .filter((name) => name !== ""),
  };
}

/** A posted shipment with the ERP document it belongs to; null: one that this app did not make. */
export type ListedShipment = Awaited<ReturnType<typeof shipmentsScreen>>["rows"][number];
