import { given } from "#app/lib/given.ts";
import { DocumentId, type OrderId, type VersionId, type RefundId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { TxScope } from "#app/db/scope.ts";
import { isExchangeLine } from "#app/domain/documents/exchanges/exchange-line.ts";
import { exchangeDocumentsOf } from "#app/domain/documents/exchanges/load-exchanges.server.ts";
import { stamp } from "#app/domain/documents/store/store-beside.server.ts";
import { linkTasks, storeDocumentRows } from "#app/domain/documents/store/document-rows.server.ts";
import type { DocumentRow } from "#app/domain/documents/store/document-rows.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { ERP_UNAVAILABLE, isErpUnavailable } from "#app/domain/documents/look-again.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import type { PlannedRefund } from "./plan-refunds.server.ts";
import { isCredited, isPutAside, wasAsked } from "./states.ts";
import { memoKey } from "./subject.ts";
import { createCreditMemo } from "./task-kinds/create-credit-memo.server.ts";
import { releaseCreditMemo } from "./task-kinds/release-credit-memo.server.ts";

/** When refunds that the ERP did not hear are planned again. */
const AGAIN_MS = 60_000;

export interface StoredRefunds {
  enqueued: RefundId[];
  already: RefundId[];
  refused: { refundId: RefundId; problems: ProblemValue[] }[];
  /** Their order was imported anew, or its document changed, since they were planned. */
  changed: RefundId[];
}

/**
 * Stores what planning found: the refunds' rows and problems, and for each one wanted and free of problems its credit memo and its tasks. The
 * orders' rows are locked first, so that two people asking at once get one credit memo.
 */
export async function storeRefunds(
  scope: TxScope,
  planned: readonly PlannedRefund[],
  wanted: (one: PlannedRefund) => boolean,
): Promise<StoredRefunds> {
  const { tx, shop } = scope;
  const stored: StoredRefunds = { enqueued: [], already: [], refused: [], changed: [] };
  const orderIds = [...new Set(planned.map(({ of }) => of.order.row.orderId))];
  const locked = await tx.$queryRaw<
    {
      orderId: OrderId;
      stateHash: string;
      generation: number;
      documentState: string;
      currentVersionId: VersionId;
    }[]
  >`
    SELECT "orderId", "stateHash", generation, "documentState", "currentVersionId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ANY(${orderIds}) ORDER BY "orderId" FOR UPDATE`;
  const rows = new Map(
    (await tx.refund.findMany({ where: { shop, orderId: { in: orderIds } } })).map((row) => [
      row.refundId,
      row,
    ]),
  );
  const exchanged = await tx.salesDocument.findMany({
    ...exchangeDocumentsOf(shop, sendingOut(planned)),
    select: { id: true, orderId: true, state: true, generation: true },
  });
  const open: PlannedRefund[] = [];
  for (const one of planned) {
    const { row: before } = one.of.order;
    const order = locked.find(({ orderId }) => orderId === before.orderId);
    const row = rows.get(one.refund.id);
    const known = one.of.rows.get(one.refund.id);
    if (isCredited(row?.state ?? "")) stored.already.push(one.refund.id);
    else if (
      order?.stateHash !== before.stateHash ||
      order.generation !== before.generation ||
      order.documentState !== before.documentState ||
      order.currentVersionId !== one.of.order.versionId ||
      (row?.generation ?? 1) !== (known?.generation ?? 1) ||
      (sendsOut(one) &&
        stamp(exchanged.filter(({ orderId }) => orderId === before.orderId)) !== one.of.seen)
    )
      stored.changed.push(one.refund.id);
    // What kept it from being made stands until somebody has it made, or the cause is gone.
    else if (one.state === "ready" && (wasAsked(row) || isPutAside(row)) && !wanted(one)) continue;
    else open.push(one);
  }
  await writeRows(tx, shop, open);
  await setProblems(
    tx,
    shop,
    "refund",
    open.map(({ refund, of, problems }) => ({
      subject: refund.id,
      orderId: of.order.row.orderId,
      problems: problems.filter(({ kind }) => problemInfo(kind)?.severity !== "holds"),
    })),
  );
  const ready: PlannedRefund[] = [];
  for (const one of open) {
    if (one.state !== "ready")
      stored.refused.push({
        refundId: one.refund.id,
        problems: one.problems.length > 0 || !one.reason ? one.problems : [one.reason],
      });
    else if (wanted(one)) ready.push(one);
  }
  await storeMemos(scope, ready);
  // Refunds that were expected to be credited by themselves, and are not.
  const left = open.filter((one) => !ready.includes(one));
  await markConflicts(tx, shop, [...new Set(left.map(({ of }) => of.order.row.orderId))]);
  if (open.some(({ problems }) => problems.some(isErpUnavailable)))
    await recheckLater(tx, scope, { cause: ERP_UNAVAILABLE }, new Date(now().getTime() + AGAIN_MS));
  stored.enqueued = ready.map(({ refund }) => refund.id);
  return stored;
}

/** Its credit memo sends out what another document might. */
const sendsOut = ({ plan }: PlannedRefund): boolean =>
  plan?.document?.lines.some(isExchangeLine) ?? false;
const sendingOut = (planned: readonly PlannedRefund[]): OrderId[] =>
  planned.filter(sendsOut).map(({ of }) => of.order.row.orderId);

async function writeRows(tx: Tx, shop: string, planned: readonly PlannedRefund[]): Promise<void> {
  if (planned.length === 0) return;
  const at = now();
  const rows = planned.map(({ refund, of, state, reason }) => ({
    refundId: refund.id,
    orderId: of.order.row.orderId,
    orderName: of.order.row.name,
    returnId: refund.returnId,
    refundedAt: refund.createdAt,
    currency: refund.total.shop.currency,
    total: refund.total.shop.amount,
    presentmentCurrency: refund.total.presentment.currency,
    presentmentTotal: refund.total.presentment.amount,
    state,
    reason: reason && storedReason.store(reason),
  }));
  await tx.$executeRaw`
    INSERT INTO "Refund" (shop, "refundId", "orderId", "orderName", "returnId", "refundedAt", currency, total, "presentmentCurrency", "presentmentTotal", state, reason, "createdAt", "updatedAt")
    SELECT ${shop}, r."refundId", r."orderId", r."orderName", r."returnId", coalesce(r."refundedAt", ${at}), r.currency, r.total, r."presentmentCurrency", r."presentmentTotal", r.state, r.reason, ${at}, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("refundId" text, "orderId" text, "orderName" text, "returnId" text, "refundedAt" timestamptz, currency text, total numeric, "presentmentCurrency" text, "presentmentTotal" numeric, state text, reason jsonb)
    ON CONFLICT (shop, "refundId") DO UPDATE SET "returnId" = EXCLUDED."returnId", total = EXCLUDED.total, "presentmentTotal" = EXCLUDED."presentmentTotal", state = EXCLUDED.state, reason = EXCLUDED.reason, "updatedAt" = EXCLUDED."updatedAt"`;
}

async function storeMemos(
  { tx, shop, by }: TxScope,
  ready: readonly PlannedRefund[],
): Promise<void> {
  if (ready.length === 0) return;
  const memos = ready.flatMap((one) => {
    const { plan, open, card, refund, of } = one;
    const document = plan?.document;
    if (!document || !open || !card) return [];
    const generation = of.rows.get(refund.id)?.generation ?? 1;
    return [{ one, plan, document, open, card, refund, generation, order: of.order }];
  });
  const documents = memos.map(
    ({ plan, document, open, card, refund, generation, order }): DocumentRow => ({
      shop,
      id: DocumentId.parse(randomUUID()),
      subject: refund.id,
      generation,
      orderId: order.row.orderId,
      cardId: card.id,
      connectionId: open.connection.id,
      kind: document.kind,
      versionId: order.versionId,
      externalKey: renderExternalKey(memoKey({ refundId: refund.id, generation }, order.row.name)),
      plan: storedPlan.store(plan),
      state: "planned",
      currency: document.currency,
      total: document.expected.gross,
      createdAt: now(),
    }),
  );
  const ids = await storeDocumentRows(tx, shop, documents);
  const documentOf = ({ refund }: { refund: { id: string } }) =>
    given(ids.get(refund.id), `the credit memo of ${refund.id}`);
  const creating = memos.map(({ open, refund, generation, order }) =>
    planTask(createCreditMemo, {
      shop,
      connection: { id: open.connection.id, parallel: open.capabilities.rate.parallel },
      orderId: order.row.orderId,
      orderName: order.row.name,
      createdBy: by,
      payload: {
        salesDocumentId: documentOf({ refund }),
        orderId: order.row.orderId,
        refundId: refund.id,
        generation,
        label: order.row.name,
      },
    }),
  );
  const taskIds = await storeTasks(tx, creating, { wake: false });
  const taskOf = (index: number) => given(taskIds[index], "the task that creates a credit memo");
  await reviveTasks(
    tx,
    creating.filter((row, index) => taskIds[index] !== row.id),
  );
  const releasing = memos.flatMap(({ open, refund, generation, order }, index) =>
    open.capabilities.release
      ? [
          planTask(releaseCreditMemo, {
            shop,
            connection: { id: open.connection.id, parallel: open.capabilities.rate.parallel },
            orderId: order.row.orderId,
            orderName: order.row.name,
            createdBy: by,
            afterTaskId: taskOf(index),
            payload: {
              salesDocumentId: documentOf({ refund }),
              orderId: order.row.orderId,
              refundId: refund.id,
              generation,
            },
          }),
        ]
      : [],
  );
  const releaseIds = await storeTasks(tx, releasing, { wake: false });
  await reviveTasks(
    tx,
    releasing.filter((row, index) => releaseIds[index] !== row.id),
  );
  await linkTasks(
    tx,
    shop,
    memos.map((memo, index) => ({
      documentId: documentOf(memo),
      taskId: taskOf(index),
    })),
  );
  const made = memos.map((memo) => ({ id: memo.refund.id, documentId: documentOf(memo) }));
  await tx.$executeRaw`
    UPDATE "Refund" r SET state = 'creating', "documentId" = m."documentId", "updatedAt" = ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS m(id text, "documentId" uuid) WHERE r.shop = ${shop} AND r."refundId" = m.id`;
  await recordEvents(
    tx,
    shop,
    memos.map(({ order, document }) => ({
      orderId: order.row.orderId,
      kind: "documentRequested",
      actor: by,
      data: { kind: document.kind },
    })),
  );
  await wakeQueues(
    tx,
    creating.map(({ queue }) => ({ shop, queue })),
  );
}
