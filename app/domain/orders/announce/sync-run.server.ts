import { RunId } from "#app/lib/ids.ts";
import type { CardId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { addedJob, addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { judgeHeld } from "./announce.server.ts";
import type { Announced, AnnouncedBy } from "./announce.server.ts";
import { orderCards } from "./order-cards.server.ts";
import { requestImport } from "../import/import.server.ts";
import type { ListingPosition } from "./stored-run.ts";
import { storedSyncCursor, storedSyncFilter } from "./stored-run.ts";
import { adoptWaiting } from "./adopt-waiting.server.ts";
import { whatWaits } from "./what-waits.server.ts";
import { listingDied, listingFailed } from "./listing-failed.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { readShopFacts } from "./shop-facts.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { announceIds, beginListing, listPage } from "./list-orders.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { finishRuns } from "#app/domain/runs/order-run-progress.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { IMPORT_ORDERS, LIST_ORDERS } from "../jobs.ts";
import type { RunTrigger } from "#app/domain/runs/states.ts";
import { ORDER_RUNS } from "#app/domain/runs/states.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";
import type { ListingRun } from "#app/domain/runs/listing-progress.server.ts";
import {
  pageListed,
  listingDone,
  endListed,
  takeUpListing,
} from "#app/domain/runs/listing-progress.server.ts";

export interface StartSync {
  trigger: RunTrigger;
  /** Who asked: a user id, or "schedule". */
  by: string;
  filter?: OrderFilter;
  /** Orders of this card alone. */
  cardId?: CardId | null;
  includeArchived?: boolean;
  /** List only: what is found waits in *Orders to import* until somebody, or the next automatic sync, imports it. */
  listOnly?: boolean;
}

/** Starts a sync: a run with its progress, and the job that does it. A sync that is already at work with the same request is not started twice. */
export async function startSync(
  shop: string,
  request: StartSync,
): Promise<{ runId: RunId; started: boolean }> {
  const filter = storedSyncFilter.store({
    filter: request.filter ?? {},
    includeArchived: request.includeArchived === true,
    listOnly: request.listOnly === true,
    ...(request.cardId ? { cardId: request.cardId } : {}),
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
    const runId = RunId.parse(newId(at));
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
export async function requestListing(tx: Tx, shop: string, runId: RunId): Promise<void> {
  await addJob(tx, LIST_ORDERS, { shop, runId });
}

/** The job: lists page after page, noting where it stands, until done, paused, cancelled or its turn is over. A job that took over goes on where the dead one stood. */
export async function runListing(shop: string, runId: RunId, turnMs = Infinity): Promise<void> {
  const until = now().getTime() + turnMs;
  const run = await takeUpListing(shop, runId);
  if (!run) return;
  try {
    const failed = await list(run, until);
    if (failed) await listingFailed(run, run.tries, failed);
  } catch (error) {
    await listingDied(run, run.tries, error);
    throw error;
  }
}

const hasNews = ({ ready, failed, leftOut }: Announced): boolean => ready + failed + leftOut > 0;

/** The listing does not depend on it: what stops it is logged, and said by the listing itself where it lasts. */
async function refreshShopFacts(shop: string): Promise<void> {
  const read = await readShopFacts(shop);
  if (!read.ok)
    logger.warn({ shop, error: read.error.message }, "the shop's facts could not be read");
}

/** Gives the error with which Shopify stopped the listing. */
async function list(run: ListingRun, until: number): Promise<ShopifyError | null> {
  const { shop, id: runId } = run;
  const request = storedSyncFilter.read(run.filter, `run ${runId}`);
  const cursor = storedSyncCursor.read(run.cursor, `run ${runId}`);
  let cards = await orderCards(shop);
  const runFilter = Object.keys(request.filter).length > 0 ? request.filter : undefined;
  const runCard = request.cardId;
  const options = () => ({ by: run.trigger as AnnouncedBy, cards, runId, runFilter, runCard });
  if (!("listings" in cursor)) await refreshShopFacts(shop);
  let position: ListingPosition | null =
    "listings" in cursor ? cursor : await beginListing(shop, request.includeArchived);
  while (position) {
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(shop, position, options());
    if (!page.ok) return page.error;
    position = page.value.position;
    const { announced } = page.value;
    const cursor = position ? storedSyncCursor.store(position) : null;
    const imports = announced.ready > 0 && !request.listOnly;
    const then = imports ? { then: addedJob(IMPORT_ORDERS, { shop }) } : {};
    if (!(await pageListed(shop, runId, { announced, cursor, ...then }))) return null; // paused or cancelled meanwhile
    // A listing takes its time: a card that was changed meanwhile is heeded from the next page on.
    if (position) cards = await orderCards(shop);
    if (position && now().getTime() > until) {
      await requestListing(db, shop, runId);
      return null;
    }
  }
  const waits = await whatWaits(shop, runId, cards);
  const besides: Awaited<ReturnType<typeof announceIds>>[] = [];
  if (waits.unreadable.length > 0)
    besides.push(await announceIds(shop, waits.unreadable, { ...options(), archived: true }));
  if (!runFilter && !runCard && waits.letIn.length > 0)
    besides.push(await announceIds(shop, waits.letIn, options()));
  let ready = 0;
  for (const answer of besides) {
    if (!answer.ok) return answer.error;
    const { announced } = answer.value;
    ready += announced.ready;
    if (hasNews(announced)) await pageListed(shop, runId, { announced, cursor: null });
  }
  if (request.listOnly) {
    // Its orders stay its own, so that no import takes them along before they are asked for.
    if (waits.held) await judgeHeld(shop, cards, options());
    await endListed(shop, runId);
    return null;
  }
  if (waits.others)
    ready += await adoptWaiting(shop, runId, { filter: runFilter, cardId: runCard });
  if (waits.held) ready += await judgeHeld(shop, cards, options());
  await listingDone(shop, runId);
  if (ready > 0) await requestImport(db, shop);
  await finishRuns(shop);
  return null;
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
