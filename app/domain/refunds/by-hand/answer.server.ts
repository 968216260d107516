import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Scope } from "#app/db/scope.ts";
import { documentKey } from "#app/domain/documents/store/subject.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import type { ConnectionId, OrderId, RefundId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import * as decimal from "#app/money/decimal.ts";
import { isOut } from "#app/tasks/states.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { goOnCrediting } from "../go-on.server.ts";
import { isCredited } from "../states.ts";
import { createCreditMemo } from "../task-kinds/create-credit-memo.server.ts";
import { comparedWith } from "./question.ts";

export interface MemoName {
  connectionId: ConnectionId;
  erpId: string;
  orderId: OrderId;
}

/** `gone`: answered already, or cancelled in the ERP. `changed`: one of the refunds has its credit memo, or gets it right now. */
export type AnswerRefusal = { kind: "gone" } | { kind: "changed" };

/**
 * What a person says that a credit memo made by hand is for: these refunds, which have it for theirs then, and nothing is created for them; or, of
 * none, something else. The order's other refunds go on.
 */
export async function answerMemo(
  scope: Scope,
  memo: MemoName,
  refundIds: readonly RefundId[],
): Promise<Result<true, AnswerRefusal>> {
  const answered = await db.$transaction((tx) => answer(tx, scope, memo, refundIds));
  if (answered.ok) await goOnCrediting(scope, [memo.orderId]);
  return answered;
}

async function answer(
  tx: Tx,
  { shop, by }: Scope,
  { connectionId, erpId, orderId }: MemoName,
  refundIds: readonly RefundId[],
): Promise<Result<true, AnswerRefusal>> {
  await tx.$queryRaw`SELECT 1 FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
  const row = await tx.memoByHand.findFirst({
    where: { shop, connectionId, erpId, orderId, state: "open" },
  });
  if (!row) return err({ kind: "gone" });
  const refunds = await tx.refund.findMany({
    where: { shop, orderId, refundId: { in: [...refundIds] } },
  });
  if (refunds.length < refundIds.length || refunds.some(({ state }) => isCredited(state)))
    return err({ kind: "changed" });
  const tasks = await tx.task.findMany({
    where: {
      shop,
      orderId,
      kind: createCreditMemo.kind,
      key: { in: refunds.map((one) => documentKey(one.refundId, one.generation)) },
    },
    select: { id: true, state: true },
  });
  if (tasks.some(({ state }) => isOut(state))) return err({ kind: "changed" });
  const amount = row.gross.toFixed();
  const { number, currency } = row;
  await tx.memoByHand.updateMany({
    where: { shop, connectionId, erpId, orderId },
    data: {
      state: refunds.length > 0 ? "linked" : "other",
      answeredBy: by,
      answeredAt: now(),
      updatedAt: now(),
    },
  });
  const told = { number, amount, currency };
  if (refunds.length === 0) {
    await recordEvents(tx, shop, [{ orderId, kind: "memoByHandOther", actor: by, data: told }]);
    return ok(true);
  }
  const compared = comparedWith(
    { gross: amount, currency },
    refunds.map((one) => ({
      ...one,
      total: one.total.toFixed(),
      presentmentTotal: one.presentmentTotal.toFixed(),
    })),
  );
  const odd = oddity(told, orderId, compared);
  await skipPlannedOf(
    tx,
    shop,
    tasks.map(({ id }) => id),
    refusal("answer.memoByHand", { number }),
  );
  await tx.refund.updateMany({
    where: { shop, orderId, refundId: { in: [...refundIds] } },
    data: {
      state: "posted",
      reason: odd ? storedReason.store(odd) : Prisma.DbNull,
      documentId: null,
      documentNumber: number,
      postedErpId: erpId,
      updatedAt: now(),
    },
  });
  await setProblems(
    tx,
    shop,
    "refund",
    refunds.map(({ refundId }) => ({ subject: refundId, orderId, problems: [] })),
  );
  await recordEvents(tx, shop, [
    {
      orderId,
      kind: "memoByHandLinked",
      actor: by,
      data: { ...told, refunded: compared.refunded, refundedCurrency: compared.currency },
    },
  ]);
  await markConflicts(tx, shop, [orderId]);
  return ok(true);
}

/** What is to be told of a credit memo that is not worth exactly what its refunds are. */
function oddity(
  memo: { number: string; amount: string; currency: string },
  orderId: OrderId,
  { refunded, currency, difference }: ReturnType<typeof comparedWith>,
): ProblemValue | null {
  const { number, currency: memoCurrency } = memo;
  if (difference === null)
    return problem("memo-by-hand-currency", { orderId, number, memoCurrency, refunded, currency });
  if (decimal.isZero(difference)) return null;
  return problem("memo-by-hand-differs", { orderId, ...memo, refunded, difference });
}
