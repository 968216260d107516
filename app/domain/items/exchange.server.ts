import { db, type Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { itemCard } from "./item-card.server.ts";
import { CHECK_ITEMS, DECIDE_ITEMS, PULL_ITEMS } from "./jobs.ts";
import { ITEMS, itemSubject } from "./problem-subject.ts";
import { meaning } from "./search.server.ts";
import type { Direction } from "./states.ts";

/** A check that began so long ago has died for good. */
const LOST_MS = 6 * 60 * 60_000;

/** Reads both sides, as far as a card creates anything there; a check that is at work goes on. */
export async function checkAll(shop: string): Promise<void> {
  if (await itemCard(shop, "toErp")) await startCheck(shop);
  if (await itemCard(shop, "toShopify")) await addJob(db, PULL_ITEMS, { shop });
}

export async function startCheck(shop: string): Promise<void> {
  const since = now();
  const lost = new Date(since.getTime() - LOST_MS);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO "ItemExchange" (shop) VALUES (${shop}) ON CONFLICT DO NOTHING`;
    const { count } = await tx.itemExchange.updateMany({
      where: { shop, OR: [{ checkingAt: null }, { checkingAt: { lt: lost } }] },
      data: { checkingAt: since },
    });
    if (count > 0) await addJob(tx, CHECK_ITEMS, { shop, after: null, since: since.toISOString() });
  });
}

/** Items of the ERP changed just now: they are not left waiting for the next question. */
export async function itemsChanged(shop: string): Promise<void> {
  if (await itemCard(shop, "toShopify")) await addJob(db, PULL_ITEMS, { shop });
}

/** Chosen rows, or all that a search finds; `state`: in this state only. */
export type Picked =
  { ids: readonly string[] } | { q: string | null; state?: "failed" | "excluded" };

/** A person has seen what would be created and wants it: says of how many. A second click finds nothing more to ask for. */
export async function createNow(
  shop: string,
  direction: Direction,
  picked: Picked,
): Promise<number> {
  const card = await itemCard(shop, direction);
  if (!card) return 0;
  const at = now();
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "ItemSync" c SET wanted = true, "askedAt" = ${at}, "updatedAt" = ${at}
      WHERE c.shop = ${shop} AND c."connectionId" = ${card.connectionId}::uuid AND c.direction = ${direction}
        AND c.state = 'ready' AND NOT c.wanted ${rowsOf(shop, picked)}`;
    if (count > 0) await addJob(tx, DECIDE_ITEMS, { shop });
    return count;
  });
}

/** What failed or was left out is read and decided anew; what had been asked for before is created as soon as nothing is in its way. Says how many. */
export async function retryItems(
  shop: string,
  direction: Direction,
  picked: Picked,
): Promise<number> {
  const card = await itemCard(shop, direction);
  if (!card) return 0;
  const at = now();
  const states = "q" in picked && picked.state ? [picked.state] : ["failed", "excluded"];
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "ItemSync" c SET state = 'waiting', reason = NULL, detail = '', "taskId" = NULL, "updatedAt" = ${at},
        wanted = c.state = 'failed', "askedAt" = CASE WHEN c.state = 'failed' THEN ${at} ELSE c."askedAt" END
      WHERE c.shop = ${shop} AND c."connectionId" = ${card.connectionId}::uuid AND c.direction = ${direction}
        AND c.state = ANY(${states}::text[]) ${rowsOf(shop, picked)}
      RETURNING c.id::text`;
    await clearProblemsOf(tx, shop, rows);
    if (rows.length > 0) await addJob(tx, DECIDE_ITEMS, { shop });
    return rows.length;
  });
}

const rowsOf = (shop: string, picked: Picked): Prisma.Sql =>
  "ids" in picked
    ? Prisma.sql`AND c.id = ANY(${picked.ids.filter(isUuid)}::uuid[])`
    : meaning(shop, picked.q);

export const clearProblemsOf = (
  tx: Tx,
  shop: string,
  rows: readonly { id: string }[],
): Promise<void> =>
  setProblems(
    tx,
    shop,
    "item",
    rows.map(({ id }) => ({ subject: itemSubject(id), orderId: null, problems: [] })),
  );

const PASSING = new Set(["unavailable", "rateLimited", "ambiguous", "versionConflict"]);

/** What the ERP answers to all of it: shown as a problem; what passes is tried again by the queue. */
export async function erpFailed(shop: string, error: unknown): Promise<void> {
  if (!(error instanceof ErpError)) throw error;
  await raiseProblem(db, shop, "item", { ...ITEMS, problem: problemOf(error.detail) });
  if (PASSING.has(error.detail.class)) throw error;
  await endCheck(shop);
}

/** The same for Shopify. */
export async function shopifyFailed(shop: string, error: ShopifyError): Promise<void> {
  if (isPassing(error)) throw new Error(`reading items: ${error.message}`);
  await raiseProblem(db, shop, "item", { ...ITEMS, problem: shopifyProblem(error) });
  await endCheck(shop);
}

export async function notConnected(shop: string): Promise<void> {
  await raiseProblem(db, shop, "item", { ...ITEMS, problem: problem("erp-not-connected") });
  await endCheck(shop);
}

/** The next one may begin. */
export const endCheck = (shop: string) =>
  db.itemExchange.updateMany({ where: { shop }, data: { checkingAt: null } });
