import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { countCreation, isRunning } from "#app/domain/runs/creation-progress.server.ts";
import { startRun } from "#app/domain/runs/start-run.server.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { RunId } from "#app/lib/ids.ts";
import { newId } from "#app/lib/uuid.ts";
import { UNSETTLED } from "#app/tasks/states.ts";
import { AMEND_DOCUMENTS, FOLLOW_AMENDMENTS } from "../jobs.ts";
import { storeAmendment } from "./amend.server.ts";
import { lookAtChanged } from "./changed-order.server.ts";

/** Orders looked at before the run is asked whether it was cancelled. */
const CHUNK = 25;
const SOON_MS = 1_000;
const SELDOM_MS = 15_000;

/** Lets the documents of many changed orders be amended, as a run with its progress and result. `others`: orders that need no amendment. */
export async function startAmending(
  { shop, by }: Scope,
  chosen: readonly string[],
): Promise<{ begun: number; others: number }> {
  return db.$transaction(async (tx) => {
    const found = await tx.order.findMany({
      where: { shop, orderId: { in: [...new Set(chosen)] } },
      select: { orderId: true, conflict: true, documentState: true },
      orderBy: { orderId: "asc" },
    });
    const orderIds = found
      .filter(({ conflict, documentState }) => conflict && documentState === "created")
      .map(({ orderId }) => orderId);
    const counts = { begun: orderIds.length, others: found.length - orderIds.length };
    if (orderIds.length === 0) return counts;
    const id = RunId.parse(newId(now()));
    const at = now();
    await startRun(tx, {
      ...{ shop, id, kind: "amendDocuments", trigger: "click", state: "running" },
      ...{ total: orderIds.length, startedBy: by, startedAt: at, heartbeatAt: at },
    });
    await addJob(tx, AMEND_DOCUMENTS, { shop, orderIds, by, runId: id });
    return counts;
  });
}

/**
 * The job: looks at them chunk by chunk, as long as nobody cancels the run. What people changed in the ERP is for a person to see first: those
 * orders are left alone, as are those whose document cannot be amended. The run is the click, so that a turn that is repeated asks nothing twice.
 */
export async function amendMany(
  { shop, by }: Scope,
  { runId, orderIds, begun }: { runId: RunId; orderIds: readonly OrderId[]; begun: number },
  turnMs: number,
): Promise<void> {
  const until = now().getTime() + turnMs;
  for (let start = begun; start < orderIds.length; start += CHUNK) {
    if (!(await isRunning(shop, runId))) return;
    if (start > begun && now().getTime() > until) {
      await addJob(db, AMEND_DOCUMENTS, { shop, by, runId, orderIds: [...orderIds], begun: start });
      return;
    }
    for (const looked of (
      await lookAtChanged(shop, orderIds.slice(start, start + CHUNK))
    ).values()) {
      if (!looked || "problem" in looked || !looked.reading) continue;
      const { comparison, offers, planned, reading } = looked;
      const offered = offers.some(({ remedy, why }) => remedy === "amend" && why === null);
      if (!offered || comparison.overwritten + comparison.foreign > 0) continue;
      const seen = { clickId: runId, revision: reading.revision };
      await storeAmendment({ shop, by }, planned, seen);
    }
  }
  await followAmendments(shop, runId, orderIds, 0);
}

/** Counts what has become of them, and comes back while amendments are on their way. */
export async function followAmendments(
  shop: string,
  runId: RunId,
  orderIds: readonly OrderId[],
  round: number,
): Promise<void> {
  if (!(await isRunning(shop, runId))) return;
  const tasks = await db.task.findMany({
    where: {
      ...{ shop, orderId: { in: [...orderIds] } },
      ...{ kind: "amendDocument", key: { endsWith: `#${runId}` } },
    },
    select: { state: true },
  });
  const done = tasks.filter(({ state }) => state === "done").length;
  const left = tasks.filter(({ state }) => (UNSETTLED as readonly string[]).includes(state)).length;
  const failed = orderIds.length - done - left;
  const alone = orderIds.length - tasks.length;
  await countCreation(shop, runId, { done, left, failed, earlier: alone });
  if (left === 0) return;
  const wait = Math.min(SELDOM_MS, SOON_MS * (round + 1));
  await addJob(
    db,
    FOLLOW_AMENDMENTS,
    { shop, runId, orderIds: [...orderIds], round: round + 1 },
    { runAt: new Date(now().getTime() + wait) },
  );
}
