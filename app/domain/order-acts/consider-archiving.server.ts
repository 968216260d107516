import type { CardId, ConnectionId, OrderId, VersionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import { logger } from "#app/lib/logger.server.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { completionStamp, isShipped, nothingOutstanding } from "./complete.ts";
import { archiveOrderKind } from "./task-kinds/archive-order.server.ts";

/** Orders looked at together. */
const BATCH = 500;
/** Documents asked of one ERP at a time, unless it takes fewer. */
const PARALLEL = 4;
const CALL_TIMEOUT_MS = 30_000;

interface Candidate {
  orderId: OrderId;
  name: string;
  cardId: CardId | null;
  versionId: VersionId;
  generation: number;
  financialStatus: string | null;
  fulfillmentStatus: string;
  fullyPaid: boolean;
  happened: string[];
  connectionId: ConnectionId;
  erpId: string;
  number: string | null;
  kind: DocumentKind;
  /** It is the order's own; else that of another of its fulfillment orders (DOC-7). */
  own: boolean;
}

/** Condition on an order `o`: its Shopify side is complete, and it has a document. */
export const isCompleteInShopify = Prisma.sql`NOT o."closed" AND o."cancelledAt" IS NULL AND o."documentState" = 'created'
  AND o."fulfillmentStatus" IN ('FULFILLED', 'FULFILLMENT_NOT_REQUIRED')`;

/**
 * I-60: closes orders that are complete on both sides, when their shop card says so. Cheap to call with any orders: only those whose
 * Shopify side is complete, and that were not closed in this state before, are asked of the ERP. Returns how many are to be closed.
 */
export async function considerArchiving(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<number> {
  const distinct = [...new Set(orderIds)];
  let count = 0;
  for (let from = 0; from < distinct.length; from += BATCH)
    count += await considerBatch(shop, distinct.slice(from, from + BATCH));
  return count;
}

async function considerBatch(shop: string, orderIds: readonly OrderId[]): Promise<number> {
  const shipped = await completeInShopify(shop, orderIds);
  if (shipped.length === 0) return 0;
  const cards = await orderCards(shop);
  const [first] = cards;
  const archives = ({ cardId }: Candidate): boolean =>
    (cards.find(({ id }) => id === cardId) ?? first)?.settings.archiveProcessed === true;
  const documents = shipped.filter(
    (order) => archives(order) && isShipped(order.fulfillmentStatus),
  );
  const candidates = documents.filter(
    (order) =>
      order.own &&
      documents
        .filter(({ orderId }) => orderId === order.orderId)
        .every(({ kind }) => kind === "salesInvoice" || order.fullyPaid),
  );
  if (candidates.length === 0) return 0;
  const planned = candidates.map((order) => ({
    order,
    task: planTask(archiveOrderKind, {
      shop,
      orderId: order.orderId,
      orderName: order.name,
      createdBy: "app",
      payload: {
        orderId: order.orderId,
        stamp: completionStamp(order),
        paid: order.kind !== "salesInvoice",
        cardId: order.cardId,
      },
    }),
  }));
  const known = new Set(
    (
      await db.task.findMany({
        where: {
          shop,
          kind: archiveOrderKind.kind,
          key: { in: planned.map(({ task }) => task.key) },
        },
        select: { key: true },
      })
    ).map(({ key }) => key),
  );
  const open = planned.filter(({ task }) => !known.has(task.key));
  const asked = new Set(open.map(({ order }) => order.orderId));
  const ofOpen = documents.filter(({ orderId }) => asked.has(orderId));
  const complete = await completeInErp(shop, ofOpen);
  const tasks = open
    .filter(({ order }) =>
      ofOpen.filter(({ orderId }) => orderId === order.orderId).every((one) => complete.has(one)),
    )
    .map(({ task }) => task);
  if (tasks.length > 0) await db.$transaction((tx) => storeTasks(tx, tasks));
  return tasks.length;
}

/** Condition on the own document `d` of an order: each of its other fulfillment orders has its document too. */
const hasAllShares = Prisma.sql`jsonb_array_length(COALESCE(d."plan" -> 'share' -> 'shares', '[]'::jsonb)) <= 1 + (SELECT count(DISTINCT x."subject")
  FROM "SalesDocument" x WHERE x."shop" = d."shop" AND x."orderId" = d."orderId" AND x."state" = 'created' AND x."subject" LIKE 'gid://shopify/FulfillmentOrder/%')`;

function completeInShopify(shop: string, orderIds: readonly OrderId[]): Promise<Candidate[]> {
  const ids = (list: string): Prisma.Sql =>
    Prisma.sql`(SELECT COALESCE(jsonb_agg(e ->> 'id'), '[]'::jsonb) FROM jsonb_array_elements(o."state" -> ${list}) e)`;
  return db.$queryRaw<Candidate[]>`
    SELECT o."orderId", o."name", o."cardId"::text, o."currentVersionId"::text AS "versionId", o."generation", o."financialStatus", o."fulfillmentStatus",
      COALESCE((o."state" ->> 'fullyPaid')::boolean, FALSE) AS "fullyPaid", ${ids("transactions")} || ${ids("fulfillments")} || ${ids("refunds")} AS happened,
      d."connectionId"::text, d."erpId", d."number", d."kind", d."subject" = o."orderId" AS own
    FROM "Order" o JOIN "SalesDocument" d ON d."shop" = o."shop" AND d."orderId" = o."orderId" AND d."state" = 'created' AND d."erpId" IS NOT NULL
      AND (d."subject" = o."orderId" AND d."generation" = o."generation" AND ${hasAllShares} OR d."subject" LIKE 'gid://shopify/FulfillmentOrder/%')
    WHERE o."shop" = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[]) AND ${isCompleteInShopify}
    ORDER BY o."orderId"`;
}

/** Documents without anything outstanding in the ERP; a sales invoice is not asked for. What cannot be asked now is found again at night. */
async function completeInErp(shop: string, orders: readonly Candidate[]): Promise<Set<Candidate>> {
  const complete = new Set(orders.filter(({ kind }) => kind === "salesInvoice"));
  const toAsk = orders.filter(({ kind }) => kind !== "salesInvoice");
  for (const connectionId of new Set(toAsk.map((order) => order.connectionId))) {
    const open = await openPort(shop, connectionId);
    const connection = await db.erpConnection.findFirst({
      where: { shop, id: connectionId },
      select: { pausedAt: true },
    });
    if (!open || connection?.pausedAt) continue;
    const waiting = toAsk.filter((order) => order.connectionId === connectionId);
    const asking = async (): Promise<void> => {
      for (let order = waiting.shift(); order; order = waiting.shift()) {
        const answer = await askErp(open, order);
        if (answer === "complete") complete.add(order);
        if (answer === "down") waiting.length = 0; // the others would only wait for the same
      }
    };
    await Promise.all(
      Array.from(
        { length: Math.max(1, Math.min(PARALLEL, open.capabilities.rate.parallel)) },
        asking,
      ),
    );
  }
  return complete;
}

async function askErp(
  open: OpenPort,
  { kind, erpId, number, orderId }: Candidate,
): Promise<"complete" | "open" | "down"> {
  const { shop, id: connectionId } = open.connection;
  const traceId = randomUUID();
  try {
    const document = await open.port.getDocument(
      { kind, id: erpId, ...(number ? { number } : {}) },
      { traceId, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) },
    );
    return nothingOutstanding(document) ? "complete" : "open";
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const { class: kindOfError } = error.detail;
    // An ERP that deletes an order once it is invoiced whole has nothing outstanding of it.
    if (kindOfError === "gone" || kindOfError === "notFound") return "complete";
    logger.warn(
      { shop, connectionId, orderId, traceId, class: kindOfError },
      "the ERP did not say whether an order is complete",
    );
    return kindOfError === "auth" || kindOfError === "unavailable" || kindOfError === "rateLimited"
      ? "down"
      : "open";
  }
}
