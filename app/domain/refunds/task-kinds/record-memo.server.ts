import type { Tx } from "#app/db/client.server.ts";
import {
  documentMade,
  documentRefused,
  documentReleased,
} from "#app/domain/documents/store/document-state.server.ts";
import type { DocumentResult } from "#app/domain/documents/task-kinds/results.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import type { MemoSubject } from "../subject.ts";

/** Makes the open problems of the refund exactly these. */
const problemsAre = (
  tx: Tx,
  shop: string,
  { refundId, orderId }: MemoSubject,
  problems: ProblemValue[],
): Promise<void> => setProblems(tx, shop, "refund", [{ subject: refundId, orderId, problems }]);

/** Changes the refund, unless its credit memo was unlinked meanwhile, or is another's. Whether it did. */
async function change(
  tx: Tx,
  shop: string,
  { refundId, generation, salesDocumentId }: MemoSubject,
  data: Prisma.RefundUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.refund.updateMany({
    where: { shop, refundId, generation, documentId: salesDocumentId },
    data: { ...data, updatedAt: now() },
  });
  return count > 0;
}

/** The ERP's answer on the document, the refund and its order's timeline. */
export async function memoCreated(
  tx: Tx,
  shop: string,
  memo: MemoSubject,
  result: DocumentResult,
): Promise<void> {
  const { salesDocumentId, orderId } = memo;
  const number = result.ref.number ?? null;
  await lockOrders(tx, shop, [orderId]);
  await documentMade(tx, shop, salesDocumentId, result);
  await change(tx, shop, memo, {
    state: "created",
    reason: Prisma.DbNull,
    documentId: salesDocumentId,
    documentNumber: number,
  });
  await problemsAre(tx, shop, memo, []);
  await recordEvents<TaskEvent<"createCreditMemo">>(tx, shop, [
    {
      orderId,
      kind: "documentCreated",
      actor: "app",
      data: { kind: result.kind, number, salesDocumentId },
    },
  ]);
  await markConflicts(tx, shop, [orderId]);
}

/** A credit memo that was not made, or one that stands in the ERP but cannot be accepted (its number is kept then). */
export async function memoFailed(
  tx: Tx,
  shop: string,
  memo: MemoSubject,
  { problem, result }: { problem: TaskProblem; result: DocumentResult | null },
): Promise<void> {
  const { salesDocumentId, orderId } = memo;
  await lockOrders(tx, shop, [orderId]);
  await documentRefused(tx, shop, salesDocumentId, result);
  const changed = await change(tx, shop, memo, {
    state: "problem",
    reason: storedReason.store(problem),
    documentNumber: result?.ref.number ?? null,
  });
  if (!changed) return;
  await problemsAre(tx, shop, memo, [problem]);
  await recordEvents<TaskEvent<"createCreditMemo">>(tx, shop, [
    { orderId, kind: "documentFailed", actor: "app", data: { problem, salesDocumentId } },
  ]);
  await markConflicts(tx, shop, [orderId]);
}

/** A person put aside the task that was to create it: it is made when somebody asks for it again, and not by itself. */
export async function memoPutAside(
  tx: Tx,
  shop: string,
  memo: MemoSubject,
  why: ProblemValue,
): Promise<void> {
  await lockOrders(tx, shop, [memo.orderId]);
  await documentRefused(tx, shop, memo.salesDocumentId, null);
  await change(tx, shop, memo, { state: "problem", reason: storedReason.store(why) });
  await problemsAre(tx, shop, memo, []);
  await markConflicts(tx, shop, [memo.orderId]);
}

/** An ERP may give a document its number only now. */
export async function memoReleased(
  tx: Tx,
  shop: string,
  memo: MemoSubject,
  result: DocumentResult,
): Promise<void> {
  const { salesDocumentId, orderId } = memo;
  const number = result.ref.number ?? null;
  await documentReleased(tx, shop, salesDocumentId, result);
  await change(tx, shop, memo, {
    reason: Prisma.DbNull,
    ...(number === null ? {} : { documentNumber: number }),
  });
  await problemsAre(tx, shop, memo, []);
  await recordEvents<TaskEvent<"releaseCreditMemo">>(tx, shop, [
    { orderId, kind: "documentReleased", actor: "app", data: { number, salesDocumentId } },
  ]);
}

/** It stands in the ERP all the same: the refund says what is wrong with it. */
export async function memoNotReleased(
  tx: Tx,
  shop: string,
  memo: MemoSubject,
  problem: TaskProblem,
): Promise<void> {
  await change(tx, shop, memo, { reason: storedReason.store(problem) });
  await problemsAre(tx, shop, memo, [problem]);
}
