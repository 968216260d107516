import type { TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { clearProblemsOf } from "./exchange.server.ts";
import { DECIDE_CUSTOMERS } from "./jobs.ts";
import { customerSubject } from "./problem-subject.ts";
import { refusalOf } from "./plan/refusal-reason.ts";

interface Ended {
  shop: string;
  taskId: TaskId;
  payload: { syncId: string };
}

/** It stands on the other side. What changed meanwhile is decided next; a note (an address that did not go) stays. */
export async function recordDone(
  tx: Tx,
  { shop, taskId, payload: { syncId } }: Ended,
  stands: { shopifyId?: string; erpId?: string; number?: string },
): Promise<void> {
  const at = now();
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "CustomerSync" SET state = CASE WHEN again THEN 'waiting' ELSE 'done' END, again = false,
      reason = CASE WHEN reason = 'addressIncomplete' THEN reason END, detail = CASE WHEN reason = 'addressIncomplete' THEN detail ELSE '' END,
      "sentHash" = data ->> 'hash', data = NULL, "shopifyId" = COALESCE(${stands.shopifyId ?? null}, "shopifyId"),
      "erpId" = COALESCE(${stands.erpId ?? null}, "erpId"), number = COALESCE(${stands.number ?? null}, number), "updatedAt" = ${at}
    WHERE shop = ${shop} AND id = ${syncId}::uuid AND "taskId" = ${taskId}::uuid AND state IN ('sending', 'failed')
    RETURNING id::text`;
  if (!row) return;
  await clearProblemsOf(tx, shop, [row]);
  await addJob(tx, DECIDE_CUSTOMERS, { shop });
}

/** The other side's words, and S3's reason where they say one. */
export async function recordFailed(
  tx: Tx,
  { shop, taskId, payload: { syncId } }: Ended,
  problem: TaskProblem,
): Promise<void> {
  const message = problem.params["message"];
  const detail = typeof message === "string" ? message : "";
  const { count } = await tx.customerSync.updateMany({
    where: { shop, id: syncId, taskId, state: "sending" },
    data: { state: "failed", reason: refusalOf(problem.kind, detail), detail, updatedAt: now() },
  });
  if (count === 0) return;
  await setProblems(tx, shop, "customer", [
    { subject: customerSubject(syncId), orderId: null, problems: [problem] },
  ]);
  await tx.$executeRaw`
    UPDATE "CustomerSync" SET state = 'waiting', again = false, reason = NULL, detail = ''
    WHERE shop = ${shop} AND id = ${syncId}::uuid AND state = 'failed' AND again`;
  await addJob(tx, DECIDE_CUSTOMERS, { shop });
}

/** The task was put aside: the customer is sent no more until it changes or somebody retries it. */
export async function customerPutAside(
  tx: Tx,
  shop: string,
  taskId: TaskId,
  { params: { text } }: ProblemValue,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "CustomerSync" SET state = CASE WHEN again THEN 'waiting' ELSE 'failed' END, again = false,
      reason = CASE WHEN again THEN NULL ELSE 'putAside' END,
      detail = CASE WHEN NOT again THEN ${typeof text === "string" ? text : ""} ELSE '' END, "updatedAt" = ${now()}
    WHERE shop = ${shop} AND "taskId" = ${taskId}::uuid AND state IN ('sending', 'failed')
    RETURNING id::text`;
  if (!row) return;
  await clearProblemsOf(tx, shop, [row]);
  await addJob(tx, DECIDE_CUSTOMERS, { shop });
}
