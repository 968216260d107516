import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { StockSync } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { CHECK_STOCK, DECIDE_STOCK, PULL_STOCK } from "./jobs.ts";
import { STOCK } from "./problem-subject.ts";

/** The shop's sync while it is wanted and Shopify allows it. */
export const syncAtWork = (shop: string): Promise<StockSync | null> =>
  db.stockSync.findFirst({ where: { shop, wanted: true, refusedAt: null } });

/** Stock of the built-in ledger changed just now: it is not left waiting for the next question. */
export async function stockChanged(shop: string): Promise<void> {
  if (await syncAtWork(shop)) await addJob(db, PULL_STOCK, { shop });
}

/** A check that began so long ago has died for good. */
const LOST_MS = 6 * 60 * 60_000;

/** Starts a check of all items, unless one is at work. */
export async function checkAll(shop: string): Promise<void> {
  const since = now();
  const lost = new Date(since.getTime() - LOST_MS);
  await db.$transaction(async (tx) => {
    const { count } = await tx.stockSync.updateMany({
      where: { shop, wanted: true, OR: [{ checkingAt: null }, { checkingAt: { lt: lost } }] },
      data: { checkingAt: since },
    });
    if (count > 0) await addJob(tx, CHECK_STOCK, { shop, after: null, since: since.toISOString() });
  });
}

/** The merchant wants it: all items are checked, and nothing is sent until the differences were seen. */
export async function turnOn(shop: string): Promise<void> {
  await db.stockSync.upsert({
    where: { shop },
    create: { shop, wanted: true },
    update: { wanted: true, refusedAt: null, checkingAt: null, nextLookAt: null },
  });
  await checkAll(shop);
}

/** Nothing is read or sent any more; tasks that wait are carried out. */
export async function turnOff(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.stockSync.updateMany({
      where: { shop },
      data: { wanted: false, sending: false, checkingAt: null, heldAt: null },
    });
    await clearProblems(tx, shop, "stock", STOCK);
  });
}

/** The merchant has seen what differs: it is sent now and from now on. */
export async function startSending(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.stockSync.updateMany({ where: { shop, wanted: true }, data: { sending: true } });
    await addJob(tx, DECIDE_STOCK, { shop });
  });
}

/** A person says that the stock which disappeared is really gone. */
export async function confirmLoss(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "StockLevel" SET "erpAccepted" = "erpQuantity"
      WHERE shop = ${shop} AND "erpAccepted" IS DISTINCT FROM "erpQuantity"`;
    await tx.stockSync.updateMany({ where: { shop }, data: { heldAt: null } });
    await clearProblems(tx, shop, "stock", STOCK);
    await addJob(tx, DECIDE_STOCK, { shop });
  });
}

/** Shown where stock is, and as a problem; a permission that is missing ends the sync, what passes is tried again by the queue. */
export async function readFailed(shop: string, error: ShopifyError): Promise<void> {
  if (isPassing(error)) throw new Error(`reading stock: ${error.message}`);
  await raiseProblem(db, shop, "stock", { ...STOCK, problem: shopifyProblem(error) });
  await db.stockSync.updateMany({
    where: { shop },
    data: { checkingAt: null, ...(error.kind === "permission" ? { refusedAt: now() } : {}) },
  });
}

const PASSING = new Set(["unavailable", "rateLimited", "ambiguous", "versionConflict"]);

/** The same for what the ERP answers; anything else is a bug. */
export async function erpFailed(shop: string, error: unknown): Promise<void> {
  if (!(error instanceof ErpError)) throw error;
  await raiseProblem(db, shop, "stock", { ...STOCK, problem: problemOf(error.detail) });
  if (PASSING.has(error.detail.class)) throw error;
  await db.stockSync.updateMany({ where: { shop }, data: { checkingAt: null } });
}

export const notConnected = (shop: string): Promise<void> =>
  raiseProblem(db, shop, "stock", { ...STOCK, problem: problem("erp-not-connected") });
