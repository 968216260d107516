import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { clearedProblems, raiseProblems } from "#app/domain/problems/problems.server.ts";
import { wokenQueues } from "#app/tasks/wake.server.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { lookAgainLater, isErpUnavailable } from "../look-again.server.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { FULFILLMENT_ORDER_WAITS } from "../plan/plan-shares.ts";
import { storeDocuments } from "./store-documents.server.ts";
import { storePredecessors } from "./store-predecessors.server.ts";
import type { Ready } from "./ready.ts";
import { readyOf } from "./ready.ts";
import { storeFindings } from "./store-findings.server.ts";
import { isProcessed } from "#app/domain/orders/states.ts";
import { documentStateIs, setDocumentState } from "#app/domain/orders/document-of-order.server.ts";

export interface Stored {
  enqueued: OrderId[];
  already: OrderId[];
  refused: { orderId: OrderId; problems: ProblemValue[] }[];
  /** Imported anew since it was planned. */
  changed: OrderId[];
}

interface Locked {
  orderId: OrderId;
  documentState: string;
  generation: number;
  currentVersionId: VersionId;
}

/**
 * Stores what planning found, for many orders in one transaction: problems, links, blank mapping rows; and for each order wanted and
 * free of problems its document and its tasks. Statements do not grow with the number of orders. The orders' rows are locked first, so
 * that two people asking at once get one document.
 */
export async function storePlans(
  tx: Tx,
  shop: string,
  planned: PlannedOrder[],
  { by, wanted }: { by: string; wanted: (planned: PlannedOrder) => boolean },
): Promise<Stored> {
  const rows = await tx.$queryRaw<Locked[]>`
    SELECT "orderId", "documentState", generation, "currentVersionId" FROM "Order"
    WHERE shop = ${shop} AND "orderId" = ANY(${planned.map(({ order }) => order.row.orderId)}) ORDER BY "orderId" FOR UPDATE`;
  const locked = new Map(rows.map((row) => [row.orderId, row]));
  const stored: Stored = { enqueued: [], already: [], refused: [], changed: [] };
  const open: PlannedOrder[] = [];
  const ready: Ready[] = [];
  for (const one of planned) {
    const { orderId } = one.order.row;
    const now = locked.get(orderId);
    if (
      !now ||
      now.currentVersionId !== one.order.versionId ||
      now.generation !== one.order.row.generation
    )
      stored.changed.push(orderId);
    else if (isProcessed(now.documentState)) stored.already.push(orderId);
    else {
      open.push(one);
      const document = readyOf(one, orderId, now.generation);
      if (!document) stored.refused.push({ orderId, problems: one.problems });
      else if (wanted(one)) ready.push(document);
    }
  }
  await storeFindings(tx, shop, open);
  const predecessors = await storePredecessors({ tx, shop, by }, ready);
  const made = await storeDocuments({ tx, shop, by }, ready, predecessors.ids);
  stored.enqueued = ready.map(({ orderId }) => orderId);
  const found = open.map(({ order: { row }, problems }) => ({
    subject: row.orderId,
    orderId: row.orderId,
    problems,
  }));
  const kept = await raiseProblems(tx, shop, "plan", found);
  const asked = new Set(open.filter(wanted).map(({ order }) => order.row.orderId));
  await setFailed(tx, shop, stored, { locked, asked });
  if (open.some(({ problems }) => problems.some(isErpUnavailable)))
    await lookAgainLater(tx, shop, by);
  const done = stored.enqueued.map((orderId) => ({ subject: orderId, orderId }));
  const queues = [...predecessors.queues, ...made.queues];
  await tx.$executeRaw`
    WITH planned AS (${clearedProblems(shop, "plan", found, kept)}),
      failed AS (${clearedProblems(shop, "task", done)}),
      asked AS (${insertEvents(shop, made.events)}),
      creating AS (${documentStateIs(shop, stored.enqueued, "creating")})
    SELECT ${wokenQueues(shop, Prisma.sql`unnest(${queues}::text[]) w(queue)`)}`;
  return stored;
}

async function setFailed(
  tx: Tx,
  shop: string,
  stored: Stored,
  { locked, asked }: { locked: ReadonlyMap<string, Locked>; asked: ReadonlySet<OrderId> },
): Promise<void> {
  // Asked for and blocked, waiting for a fulfillment order, or not heard by the ERP: failed, and so still wanted, until its cause is gone. Merely held, or only looked at: as it was.
  const failed = stored.refused
    .filter(
      ({ orderId, problems }) =>
        asked.has(orderId) &&
        problems.some(
          (one) =>
            isErpUnavailable(one) ||
            one.kind === FULFILLMENT_ORDER_WAITS ||
            problemInfo(one.kind)?.severity === "blocks",
        ),
    )
    .map(({ orderId }) => orderId);
  if (failed.length > 0) {
    const fresh = failed.filter((orderId) => locked.get(orderId)?.documentState !== "failed");
    await setDocumentState(tx, shop, failed, "failed");
    await recordEvents(
      tx,
      shop,
      stored.refused
        .filter(({ orderId }) => fresh.includes(orderId))
        .map(({ orderId, problems }) => ({
          orderId,
          kind: "documentRefused",
          actor: "app",
          data: { problems: problems.map(({ kind, params, cause }) => ({ kind, params, cause })) },
        })),
    );
  }
}
