import { db, type Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { OrderExport } from "#app/db/generated/client.ts";
import { EXPORT } from "#app/domain/made-orders/states.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn, startOfDay } from "#app/lib/day.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { DECIDE_SALES_ORDERS, PULL_SALES_ORDERS } from "./jobs.ts";
import type { OrderCard } from "./order-card.server.ts";
import { ORDER_EXPORTS, orderExportSubject } from "./problem-subject.ts";

/** How far the shop's sales orders are read, from the day on which the export was turned on. A card that names another ERP has it read from its beginning. */
export async function syncOf(
  shop: string,
  { connectionId, timeZone }: OrderCard,
): Promise<OrderExport> {
  const since = startOfDay(timeZone, dayIn(timeZone, now()));
  const begun = await db.orderExport.upsert({
    where: { shop },
    create: { shop, connectionId, since },
    update: {},
  });
  if (begun.connectionId === connectionId) return begun;
  return db.orderExport.update({
    where: { shop },
    data: { connectionId, erpCursor: Prisma.DbNull },
  });
}

/** Somebody made or changed a sales order just now: it is not left waiting for the next question. */
export async function salesOrdersChanged(shop: string, cards: readonly Card[]): Promise<void> {
  if (cards.some(({ connectionId, settings }) => connectionId !== null && settings.exportOrders))
    await addJob(db, PULL_SALES_ORDERS, { shop });
}

export const readNow = (shop: string): Promise<void> => addJob(db, PULL_SALES_ORDERS, { shop });

/** The merchant has seen which sales orders become orders: they are sent now and from now on. */
export async function startSending(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.orderExport.updateMany({ where: { shop }, data: { sending: true } });
    await addJob(tx, DECIDE_SALES_ORDERS, { shop });
  });
}

/** Nothing more is sent until the merchant says so again. What is on its way goes on. */
export async function stopSending(shop: string): Promise<void> {
  await db.orderExport.updateMany({ where: { shop }, data: { sending: false } });
}

/** Each is read and decided anew; says how many. */
export async function retryOrders(shop: string, ids: readonly string[]): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.exportedOrder.updateManyAndReturn({
      where: {
        shop,
        id: { in: ids.filter(isUuid) },
        state: { in: EXPORT.before("waiting").filter((state) => state !== "cancelled") },
        orderId: null,
      },
      data: { state: "waiting", reason: null, detail: "", taskId: null, updatedAt: now() },
      select: { id: true },
    });
    await clearOf(
      tx,
      shop,
      rows.map(({ id }) => id),
    );
    if (rows.length > 0) await addJob(tx, DECIDE_SALES_ORDERS, { shop });
    return rows.length;
  });
}

export const clearOf = (tx: Tx, shop: string, ids: readonly string[]): Promise<void> =>
  setProblems(
    tx,
    shop,
    "export",
    ids.map((id) => ({ subject: orderExportSubject(id), orderId: null, problems: [] })),
  );

const PASSING = new Set(["unavailable", "rateLimited", "ambiguous", "versionConflict"]);

/** What the ERP answers to all of it: shown as a problem; what passes is tried again by the queue. */
export async function erpFailed(shop: string, error: unknown): Promise<void> {
  if (!(error instanceof ErpError)) throw error;
  await raiseProblem(db, shop, "export", { ...ORDER_EXPORTS, problem: problemOf(error.detail) });
  if (PASSING.has(error.detail.class)) throw error;
}

/** The same for Shopify. */
export async function shopifyFailed(shop: string, error: ShopifyError): Promise<void> {
  await raiseProblem(db, shop, "export", { ...ORDER_EXPORTS, problem: shopifyProblem(error) });
  if (isPassing(error)) throw new Error(`reading customers: ${error.message}`);
}

export const notConnected = (shop: string): Promise<void> =>
  raiseProblem(db, shop, "export", { ...ORDER_EXPORTS, problem: problem("erp-not-connected") });
