import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { TxScope } from "#app/db/scope.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { clearOtherProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import { ERP_UNAVAILABLE, isErpUnavailable } from "../look-again.server.ts";
import type { Ready } from "../store/ready.ts";
import { readyOf } from "../store/ready.ts";
import { storeDocuments } from "../store/store-documents.server.ts";
import { storeFindings } from "../store/store-findings.server.ts";
import { storePredecessors } from "../store/store-predecessors.server.ts";
import type { OrderExchanges } from "./load-exchanges.server.ts";
import { exchangeDocumentsOf, stamp } from "./load-exchanges.server.ts";
import type { PlannedExchange } from "./plan-exchanges.server.ts";

/** When exchanges that the ERP did not hear are planned again. */
const AGAIN_MS = 60_000;

export interface StoredExchanges {
  enqueued: string[];
  refused: { subject: string; problems: ProblemValue[] }[];
  /** Orders that were imported anew, or whose documents changed, since they were planned. */
  changed: OrderId[];
}

/** Problems of goods that an edit took off the exchange again are over. */
export async function clearGone(
  tx: Tx,
  shop: string,
  orders: readonly OrderExchanges[],
): Promise<void> {
  const standing = orders.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ lineIds, heldLineIds }) => [...lineIds, ...heldLineIds]),
  );
  const orderIds = orders.map(({ order }) => order.row.orderId);
  await tx.$executeRaw(
    clearOtherProblems(shop, "exchange", { orderIds, subjects: standing }, now()),
  );
}

/**
 * Stores what planning found of exchanges: problems, links, and for each one wanted and free of problems its document and its tasks. The orders' rows
 * are locked first, so that two people asking at once get one document.
 */
export async function storeExchanges(
  scope: TxScope,
  planned: readonly PlannedExchange[],
  wanted: (one: PlannedExchange) => boolean,
): Promise<StoredExchanges> {
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
    ...exchangeDocumentsOf(shop, orderIds),
    select: { id: true, orderId: true, state: true, generation: true },
  });
  const unchanged = ({ order }: PlannedExchange): boolean => {
    const row = locked.find(({ orderId }) => orderId === order.row.orderId);
    return (
      row?.stateHash === order.row.stateHash &&
      row.generation === order.row.generation &&
      row.documentState === order.row.documentState &&
      row.currentVersionId === order.versionId &&
      stamp(documents.filter(({ orderId }) => orderId === row.orderId)) === order.seen
    );
  };
  const open = planned.filter(unchanged);
  const ready = new Map<PlannedExchange, Ready>();
  for (const one of open) {
    const document = readyOf(one, one.order.subject, one.order.generation);
    if (document) ready.set(one, document);
  }
  await storeFindings(tx, shop, open);
  await setProblems(
    tx,
    shop,
    "exchange",
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
