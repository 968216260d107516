import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Prisma, SalesDocument } from "#app/db/generated/client.ts";
import type { TxScope } from "#app/db/scope.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { ERP_UNAVAILABLE, isErpUnavailable } from "../look-again.server.ts";
import type { LoadedOrder } from "../plan/load-orders.server.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import type { Ready } from "./ready.ts";
import { readyOf } from "./ready.ts";
import { storeDocuments } from "./store-documents.server.ts";
import { storeFindings } from "./store-findings.server.ts";
import { storePredecessors } from "./store-predecessors.server.ts";

/** Part of an order that is to have a document beside the order's own: what an exchange sends out, or another fulfillment order. */
export interface Beside extends LoadedOrder {
  subject: string;
  generation: number;
  /** It was asked for before and could not be made. */
  asked: boolean;
  /** The documents of its kind that this was decided from (`stamp`). */
  seen: string;
}

/** What tells whether another document of the kind was made, failed or unlinked meanwhile. */
export const stamp = (
  documents: readonly Pick<SalesDocument, "id" | "state" | "generation">[],
): string =>
  documents
    .map(({ id, state, generation }) => `${id}/${state}/${generation}`)
    .sort()
    .join(",");

interface Kind<T extends Beside> {
  wanted: (one: PlannedOrder<T>) => boolean;
  /** Who finds its problems. */
  source: "exchange" | "share";
  /** Every document of the kind that these orders have. */
  documents: { where: Prisma.SalesDocumentWhereInput };
}

/** When what the ERP did not hear is planned again. */
const AGAIN_MS = 60_000;

export interface StoredBeside {
  enqueued: string[];
  refused: { subject: string; problems: ProblemValue[] }[];
  /** Orders that were imported anew, or whose documents changed, since they were planned. */
  changed: OrderId[];
}

/**
 * Stores what planning found of documents beside the orders' own: problems, links, and for each one wanted and free of problems its document and its tasks. The orders' rows
 * are locked first, so that two people asking at once get one document.
 */
export async function storeBeside<T extends Beside>(
  scope: TxScope,
  planned: readonly PlannedOrder<T>[],
  { wanted, source, documents: which }: Kind<T>,
): Promise<StoredBeside> {
  const { tx, shop } = scope;
  const orderIds = [...new Set(planned.map(({ order }) => order.row.orderId))];
  const locked = await tx.$queryRaw<
    {
      orderId: OrderId;
      stateHash: string;
      generation: number;
      documentState: string;
      currentVersionId: VersionId;
    }[]
  >`
    SELECT "orderId", "stateHash", generation, "documentState", "currentVersionId" FROM "Order"
    WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}) ORDER BY "orderId" FOR UPDATE`;
  const documents = await tx.salesDocument.findMany({
    ...which,
    select: { id: true, orderId: true, state: true, generation: true },
  });
  const unchanged = ({ order }: PlannedOrder<T>): boolean => {
    const row = locked.find(({ orderId }) => orderId === order.row.orderId);
    return (
      row?.stateHash === order.row.stateHash &&
      row.generation === order.row.generation &&
      row.documentState === order.row.documentState &&
      row.currentVersionId === order.row.currentVersionId &&
      stamp(documents.filter(({ orderId }) => orderId === row.orderId)) === order.seen
    );
  };
  const open = planned.filter(unchanged);
  const ready = new Map<PlannedOrder<T>, Ready>();
  for (const one of open) {
    const document = readyOf(one, one.order.subject, one.order.generation);
    if (document) ready.set(one, document);
  }
  await storeFindings(tx, shop, open);
  await setProblems(
    tx,
    shop,
    source,
    open
      // What kept it from being made stands until somebody has it made, or the cause is gone.
      .filter((one) => !ready.has(one) || !one.order.asked || wanted(one))
      .map((one) => ({
        subject: one.order.subject,
        orderId: one.order.row.orderId,
        problems: one.problems,
      })),
  );
  const making = open.flatMap((one) => {
    const document = ready.get(one);
    return document && wanted(one) ? [document] : [];
  });
  const predecessors = await storePredecessors(scope, making);
  const { events, queues } = await storeDocuments(scope, making, predecessors.ids);
  await recordEvents(tx, shop, events);
  if (open.some(({ problems }) => problems.some(isErpUnavailable)))
    await recheckLater(tx, scope, { cause: ERP_UNAVAILABLE }, new Date(now().getTime() + AGAIN_MS));
  await wakeQueues(
    tx,
    [...predecessors.queues, ...queues].map((queue) => ({ shop, queue })),
  );
  return {
    enqueued: making.map(({ subject }) => subject),
    refused: open
      .filter((one) => !ready.has(one))
      .map(({ order, problems }) => ({ subject: order.subject, problems })),
    changed: [
      ...new Set(planned.filter((one) => !unchanged(one)).map(({ order }) => order.row.orderId)),
    ],
  };
}
