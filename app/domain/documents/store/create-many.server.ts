import { type OrderId, RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { countCreation, isRunning } from "#app/domain/runs/creation-progress.server.ts";
import { importUnknown } from "#app/domain/orders/import/read-now.server.ts";
import { failRun } from "#app/domain/runs/order-run-progress.server.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";
import { now } from "#app/lib/clock.ts";
import { newId } from "#app/lib/uuid.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { CREATE_DOCUMENTS, FOLLOW_DOCUMENTS } from "../jobs.ts";
import { withEarlierDocument } from "./document-list.server.ts";
import { createDocuments } from "./create-documents.server.ts";

/** Orders planned before the run is asked whether it was cancelled. */
const CHUNK = 50;
const SOON_MS = 1_000;
const SELDOM_MS = 15_000;
/** An import elsewhere, or a Shopify that is out of breath, is waited for so often, a minute in all. */
const MOST_WAITS = 10;
const TO_CREATE = new Set(["unprocessed", "failed"]);

/**
 * Lets the worker create the documents of many orders, as a run with its progress and result. `already`: orders that have theirs, or
 * whose document is being created. An order that is not here counts in neither.
 */
export async function startCreating(
  scope: Scope,
  chosen: readonly string[],
): Promise<{ begun: number; already: number }> {
  return start(scope, chosen, { id: RunId.parse(newId(now())), importable: [] });
}

/**
 * The same for orders chosen in Shopify's own lists: those that are not here are imported first, and count in `begun`. The run gets the
 * click's id, so that a click that comes twice begins nothing twice.
 */
export async function startCreatingByClick(
  scope: Scope,
  chosen: readonly OrderId[],
  click: RunId,
): Promise<{ begun: number; already: number }> {
  return start(scope, chosen, { id: click, importable: chosen });
}

async function start(
  { shop, by }: Scope,
  chosen: readonly string[],
  { id, importable }: { id: RunId; importable: readonly OrderId[] },
): Promise<{ begun: number; already: number }> {
  return db.$transaction(async (tx) => {
    const found = await tx.order.findMany({
      where: { shop, orderId: { in: [...new Set(chosen)] } },
      select: { orderId: true, documentState: true },
      orderBy: { orderId: "asc" },
    });
    const open = found.filter(({ documentState }) => TO_CREATE.has(documentState));
    const here = new Set(found.map(({ orderId }) => orderId));
    const unknown = [...new Set(importable)].filter((orderId) => !here.has(orderId));
    const orderIds = [...open.map(({ orderId }) => orderId), ...unknown];
    const counts = { begun: orderIds.length, already: found.length - open.length };
    if (orderIds.length === 0) return counts;
    const at = now();
    const begins = await startRun(tx, {
      shop,
      id,
      kind: "createDocuments",
      trigger: "click",
      state: "running",
      total: orderIds.length,
      startedBy: by,
      startedAt: at,
      heartbeatAt: at,
    });
    const how = importable.length > 0 ? { importFirst: true } : {};
    if (begins) await addJob(tx, CREATE_DOCUMENTS, { shop, orderIds, by, runId: id, ...how });
    return counts;
  });
}

interface Creation {
  id: RunId;
  orderIds: readonly OrderId[];
  begun: number;
  importFirst?: boolean | undefined;
  waits?: number | undefined;
}

/** The job: begins them chunk by chunk, as long as nobody cancels the run; when its turn is over, the next one goes on behind the `begun` ones. */
export async function createMany(
  { shop, by }: Scope,
  { id: runId, orderIds, begun, importFirst = false, waits = 0 }: Creation,
  turnMs: number,
): Promise<void> {
  const until = now().getTime() + turnMs;
  const goOn = (begunThen: number, waitsThen: number, runAt: Date) =>
    addJob(
      db,
      CREATE_DOCUMENTS,
      {
        ...{ shop, by, runId, orderIds: [...orderIds], begun: begunThen },
        ...(importFirst ? { importFirst, waits: waitsThen } : {}),
      },
      { runAt },
    );
  for (let start = begun; start < orderIds.length; start += CHUNK) {
    if (!(await isRunning(shop, runId))) return;
    if (start > begun && now().getTime() > until) return goOn(start, 0, now());
    const chunk = orderIds.slice(start, start + CHUNK);
    if (importFirst) {
      const held = await importUnknown({ shop, by }, chunk);
      if (!held.ok && !isPassing(held.error))
        return failRun(shop, runId, shopifyProblem(held.error));
      const waited = start === begun ? waits : 0;
      if ((!held.ok || held.value > 0) && waited < MOST_WAITS)
        return goOn(start, waited + 1, new Date(now().getTime() + SOON_MS * (waited + 1)));
      if (!held.ok) return failRun(shop, runId, shopifyProblem(held.error));
    }
    // Another document beside one that still stands in the ERP is created only by a person who confirms it on the order's page.
    const doubled = await withEarlierDocument(shop, chunk);
    await createDocuments(
      shop,
      chunk.filter((id) => !doubled.has(id)),
      by,
    );
  }
  await followCreation(shop, runId, orderIds, 0);
}

/** Counts what has become of them, and comes back while documents are on their way to the ERP. */
export async function followCreation(
  shop: string,
  runId: RunId,
  orderIds: readonly OrderId[],
  round: number,
): Promise<void> {
  if (!(await isRunning(shop, runId))) return;
  const orders = await db.order.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    select: { orderId: true, documentState: true },
  });
  const of = (state: string) =>
    orders.filter(({ documentState }) => documentState === state).length;
  const [done, left] = [of("created"), of("creating")];
  const open = orders.filter(({ documentState }) => TO_CREATE.has(documentState));
  const earlier = await withEarlierDocument(
    shop,
    open.map(({ orderId }) => orderId),
  );
  const failed = orderIds.length - done - left;
  await countCreation(shop, runId, { done, left, failed, earlier: earlier.size });
  if (left === 0) return;
  const wait = Math.min(SELDOM_MS, SOON_MS * (round + 1));
  await addJob(
    db,
    FOLLOW_DOCUMENTS,
    { shop, runId, orderIds: [...orderIds], round: round + 1 },
    { runAt: new Date(now().getTime() + wait) },
  );
}
