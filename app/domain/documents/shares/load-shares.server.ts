import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { OrderId, VersionId } from "#app/lib/ids.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { numericId } from "#app/shopify/gid.ts";
import { waitOf } from "../plan/divide-order.ts";
import { loadOrders, readOrder } from "../plan/load-orders.server.ts";
import type { LoadedOrder } from "../plan/load-orders.server.ts";
import type { OrderShare } from "#app/domain/orders/snapshot/order-share.ts";
import { numberSuffixOf, waitsFor } from "../plan/plan-shares.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import type { Beside } from "../store/store-beside.server.ts";
import { stamp } from "../store/store-beside.server.ts";
import { deviation } from "./deviation.ts";

/** A fulfillment order of a divided order that has no document yet. */
export type LoadedShare = Beside;

export interface OrderShares {
  order: LoadedOrder;
  /** Fulfillment orders beside the first, in the order of their documents. */
  others: OrderShare[];
  documents: SalesDocument[];
  open: LoadedShare[];
  /** What stands about each of them, and about the order. */
  problems: { subject: string; problem: ProblemValue }[];
}

export const shareDocumentsOf = (shop: string, orderIds: readonly OrderId[]) => ({
  where: {
    shop,
    orderId: { in: [...orderIds] },
    subject: { startsWith: "gid://shopify/FulfillmentOrder/" },
  },
});

/** Condition on an order `o`: it has a document of one of its fulfillment orders, or says something about one. */
export const isDivided = Prisma.sql`(o."documentState" = 'created' AND EXISTS (SELECT 1 FROM "SalesDocument" d WHERE d.shop = o.shop AND d."orderId" = o."orderId"
    AND d.subject = o."orderId" AND d.generation = o.generation AND d.state = 'created' AND jsonb_exists(d.plan, 'share'))
  OR EXISTS (SELECT 1 FROM "Problem" p WHERE p.shop = o.shop AND p."orderId" = o."orderId" AND p."clearedAt" IS NULL AND p.detail ->> 'source' = 'share'))`;

/** Orders of this shop that were divided by their fulfillment orders, with what of them has no document. The others cost one query. */
export async function loadShares(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<OrderShares[]> {
  const found = await db.$queryRaw<{ orderId: OrderId }[]>`
    SELECT o."orderId" FROM "Order" o WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}) AND ${isDivided} ORDER BY o."orderId"`;
  if (found.length === 0) return [];
  const ids = found.map(({ orderId }) => orderId);
  const [orders, firsts, documents] = await Promise.all([
    loadOrders(shop, ids),
    db.salesDocument.findMany({ where: { shop, subject: { in: ids }, state: "created" } }),
    db.salesDocument.findMany({
      ...shareDocumentsOf(shop, ids),
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
  ]);
  const versions = await versionsOf(shop, orders, firsts);
  return orders.map((order) => {
    const { orderId, generation, documentState } = order.row;
    const own = documents.filter((one) => one.orderId === orderId);
    const first = firsts.find((one) => one.subject === orderId && one.generation === generation);
    const none: OrderShares = { order, others: [], documents: own, open: [], problems: [] };
    if (!first || documentState !== "created" || !order.snapshot) return none;
    const shares =
      readOrLog(() => storedPlan.read(first.plan, `document ${first.id}`).share?.shares) ?? [];
    return sharesOf(order, { shares, own, first, version: versions.get(first.versionId) });
  });
}

interface Made {
  shares: readonly OrderShare[];
  own: SalesDocument[];
  first: SalesDocument;
  /** The order as its first document has it, where it is another now. */
  version: Pick<LoadedOrder, "snapshot" | "choices"> | undefined;
}

function sharesOf(order: LoadedOrder, { shares, own, first, version }: Made): OrderShares {
  const { row, snapshot } = order;
  const [, ...others] = shares;
  const result: OrderShares = { order, others, documents: own, open: [], problems: [] };
  if (!snapshot) return result;
  const changed = deviation(shares, snapshot);
  if (changed) result.problems.push({ subject: row.orderId, problem: changed });
  for (const share of others) {
    const subject = share.fulfillmentOrderId;
    const same = own.filter((one) => one.subject === subject);
    if (same.some(({ state }) => state === "created" || state === "planned")) continue;
    const now = snapshot.state.fulfillmentOrders.find(({ id }) => id === subject);
    const wait = now ? waitOf(now) : null;
    const about = { id: numericId(subject), location: share.locationName, orderId: row.orderId };
    // Whatever was split, merged or moved never makes a second document.
    if (changed || !now || now.status === "CANCELLED") continue;
    if (row.conflict)
      result.problems.push({ subject, problem: problem("divided-order-changed", about, subject) });
    else if (wait) result.problems.push({ subject, problem: waitsFor(share, wait, row.orderId) });
    else result.open.push(openShare(order, share, { shares, own, first, version }));
  }
  return result;
}

function openShare(
  order: LoadedOrder,
  share: OrderShare,
  { shares, own, first, version }: Made,
): LoadedShare {
  const subject = share.fulfillmentOrderId;
  const same = own.filter((one) => one.subject === subject);
  const latest = Math.max(0, ...same.map(({ generation }) => generation));
  const unlinked = same.some(
    ({ generation, state }) => generation === latest && state === "unlinked",
  );
  return {
    ...order,
    ...version,
    row: { ...order.row, cardId: first.cardId },
    // Of what the first document was made from: only so do they come to the order's total together.
    versionId: first.versionId,
    share: { fulfillmentOrderId: subject, shares: [...shares] },
    numberSuffix: numberSuffixOf(subject),
    subject,
    generation: Math.max(1, unlinked ? latest + 1 : latest),
    asked: same.some(({ state }) => state === "failed"),
    seen: stamp(own),
  };
}

/** Versions of first documents that are not their orders' current ones. */
async function versionsOf(
  shop: string,
  orders: readonly LoadedOrder[],
  firsts: readonly SalesDocument[],
): Promise<Map<VersionId, Pick<LoadedOrder, "snapshot" | "choices">>> {
  const older = firsts.flatMap(({ subject, versionId }) => {
    const order = orders.find(({ row }) => row.orderId === subject);
    return order && order.versionId !== versionId ? [{ order, versionId }] : [];
  });
  if (older.length === 0) return new Map();
  const rows = await db.orderVersion.findMany({
    where: { shop, id: { in: older.map(({ versionId }) => versionId) } },
  });
  return new Map(
    older.flatMap(({ order, versionId }) => {
      const row = rows.find(({ id }) => id === versionId);
      const read = row && readOrLog(() => readOrder(order.row, row));
      return [[versionId, read ?? { snapshot: null, choices: {} }] as const];
    }),
  );
}
