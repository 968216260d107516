import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { judgeHeld } from "./announce.server.ts";
import type { AnnouncedBy } from "./announce.server.ts";
import { orderCards } from "./order-cards.server.ts";
import { requestImport } from "../import/import.server.ts";
import type { ListedOrder } from "#app/domain/order-filter/listed.ts";
import type { ListingPosition } from "./stored-run.ts";
import { storedSyncCursor, storedSyncFilter } from "./stored-run.ts";
import { beginListing, listPage } from "./list-orders.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { unmetFilter } from "#app/domain/order-filter/order-filter.ts";
import { failRunsOf, finishRuns } from "#app/domain/runs/order-run-progress.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { LIST_ORDERS } from "../jobs.ts";
import { LIVE, ORDER_RUNS } from "#app/domain/runs/states.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";
import {
  pageListed,
  listingDone,
  endListed,
  keepAlive,
} from "#app/domain/runs/listing-progress.server.ts";

export interface StartSync {
  trigger: AnnouncedBy;
  /** Who asked: a user id, or "schedule". */
  by: string;
  filter?: OrderFilter;
  includeArchived?: boolean;
  /** List only: what is found waits in *Orders to import* until somebody, or the next automatic sync, imports it. */
  listOnly?: boolean;
  cardId?: string | null;
}

/** Starts a sync: a run with its progress, and the job that does it. A sync that is already at work with the same request is not started twice. */
export async function startSync(
  shop: string,
  request: StartSync,
): Promise<{ runId: string; started: boolean }> {
  const filter = storedSyncFilter.store({
    filter: request.filter ?? {},
    includeArchived: request.includeArchived === true,
    listOnly: request.listOnly === true,
  });
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "syncStarts", shop);
    const running = await tx.syncRun.findFirst({
      where: { shop, kind: "syncOrders", state: "running", filter: { equals: filter } },
      select: { id: true },
    });
    if (running) {
      await requestListing(tx, shop, running.id);
      return { runId: running.id, started: false };
    }
    const at = now();
    const runId = newId(at);
    await startRun(tx, {
      shop,
      id: runId,
      kind: "syncOrders",
      trigger: request.trigger,
      filter,
      state: "running",
      startedBy: request.by,
      startedAt: at,
      heartbeatAt: at,
      cursor: storedSyncCursor.store({ begin: true }),
    });
    await requestListing(tx, shop, runId);
    return { runId, started: true };
  });
}

/** Asks for the job that lists the orders of a run. */
export async function requestListing(tx: Tx, shop: string, runId: string): Promise<void> {
  await addJob(tx, LIST_ORDERS, { shop, runId });
}

/** The job: lists page after page, noting where it stands, until done, paused or cancelled. A job that took over goes on where the dead one stood. */
export async function runListing(shop: string, runId: string): Promise<void> {
  const run = await db.syncRun.findUnique({ where: { shop_id: { shop, id: runId } } });
  if (!run || run.state !== "running" || run.cursor === null) return;
  const request = storedSyncFilter.read(run.filter, `run ${runId}`);
  const cursor = storedSyncCursor.read(run.cursor, `run ${runId}`);
  const cards = await orderCards(shop);
  const runFilter = Object.keys(request.filter).length > 0 ? request.filter : undefined;
  const options = { by: run.trigger as AnnouncedBy, cards, runId, runFilter };
  let position: ListingPosition | null =
    "listings" in cursor ? cursor : await beginListing(shop, request.includeArchived);
  while (position) {
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(shop, position, options);
    if (!page.ok) return listingFailed(shop, runId, page.error);
    position = page.value.position;
    const { announced } = page.value;
    const cursor = position ? storedSyncCursor.store(position) : null;
    if (!(await pageListed(shop, runId, announced.ready, cursor))) return; // paused or cancelled meanwhile
    if (announced.ready > 0 && !request.listOnly) await requestImport(db, shop);
  }
  if (request.listOnly) return listed(shop, runId, cards, options);
  await adoptWaiting(shop, runId, runFilter);
  await judgeHeld(shop, cards, options);
  await listingDone(shop, runId);
  await requestImport(db, shop);
  await finishRuns(shop);
}

/** The end of a run that lists only. Its orders stay its own, so that no import takes them along before they are asked for. */
async function listed(
  shop: string,
  runId: string,
  cards: Parameters<typeof judgeHeld>[1],
  options: Parameters<typeof judgeHeld>[2],
): Promise<void> {
  await judgeHeld(shop, cards, options);
  await endListed(shop, runId);
}

/** Throws what is worth another try (the job comes back); ends the run where a person must act. */
async function listingFailed(
  shop: string,
  runId: string,
  error: { kind: string; message: string; requiredAccess?: string },
): Promise<void> {
  if (error.kind === "throttled" || error.kind === "transient" || error.kind === "ambiguous") {
    await keepAlive(shop, runId);
    throw new Error(`listing orders: ${error.message}`);
  }
  const kind =
    error.kind === "permission"
      ? "no-permission"
      : error.kind === "auth"
        ? "shopify-token"
        : "import-failed";
  await failRunsOf(shop, {
    kind,
    params: { scope: error.requiredAccess ?? error.message, message: error.message },
    cause: kind,
  });
}

/** Orders that waited before, errors included (I-23: tried again at the next sync), go along with this run. */
async function adoptWaiting(
  shop: string,
  runId: string,
  filter: OrderFilter | undefined,
): Promise<void> {
  const waiting = Prisma.sql`w."shop" = ${shop} AND w."verdict" IN ('ready', 'error') AND (w."runId" IS NULL OR w."verdict" = 'error' OR NOT EXISTS
    (SELECT 1 FROM "SyncRun" r WHERE r."shop" = w."shop" AND r."id" = w."runId" AND r."state" = ANY(${[...LIVE]})))`;
  let ids: string[] | undefined;
  if (filter) {
    const rows = await db.$queryRaw<
      { orderId: string; listed: ListedOrder }[]
    >`SELECT w."orderId", w."listed" FROM "OrderToImport" w WHERE ${waiting}`;
    ids = rows.filter(({ listed }) => !unmetFilter(filter, listed)).map(({ orderId }) => orderId);
  }
  await db.$executeRaw`
    UPDATE "OrderToImport" w SET "runId" = ${runId}::uuid, "verdict" = 'ready', "nextAttemptAt" = NULL, "reason" = CASE WHEN w."verdict" = 'error' THEN NULL ELSE w."reason" END
    WHERE ${waiting} ${ids ? Prisma.sql`AND w."orderId" = ANY(${ids}::text[])` : Prisma.empty}`;
}

/** Runs without a sign of life get their jobs again: a worker may have died with the last try. */
export async function wakeSilentRuns(olderThanMs = 90_000): Promise<void> {
  const silent = await db.syncRun.findMany({
    where: {
      state: "running",
      kind: { in: [...ORDER_RUNS] },
      heartbeatAt: { lt: new Date(now().getTime() - olderThanMs) },
    },
    select: { shop: true, id: true, cursor: true },
    take: 200,
  });
  for (const { shop, id, cursor } of silent) {
    await db.$transaction(async (tx) => {
      if (cursor !== null) await requestListing(tx, shop, id);
      await requestImport(tx, shop);
    });
    await finishRuns(shop);
  }
}
