import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskId } from "#app/lib/ids.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { clearProblemsOf } from "./exchange.server.ts";
import { DECIDE_ITEMS } from "./jobs.ts";
import { itemSubject } from "./problem-subject.ts";
import type { ItemTask } from "./task-kinds/payload.ts";

interface Ended {
  shop: string;
  taskId: TaskId;
  payload: { syncId: string };
}

/** It stands on the other side. What changed meanwhile is decided next. */
export async function recordDone(
  tx: Tx,
  { shop, taskId, payload: { syncId } }: Ended,
  stands: { variantId?: string; erpId?: string; number?: string },
): Promise<void> {
  const [row] = await tx.$queryRaw<{ id: string; again: boolean }[]>`
    UPDATE "ItemSync" c SET state = CASE WHEN c.again THEN 'waiting' ELSE 'done' END, again = false, reason = NULL, detail = '', data = NULL,
      "variantId" = COALESCE(${stands.variantId ?? null}, c."variantId"), "erpId" = COALESCE(${stands.erpId ?? null}, c."erpId"),
      number = COALESCE(${stands.number ?? null}, c.number), "updatedAt" = ${now()}
    FROM (SELECT id, again FROM "ItemSync" WHERE shop = ${shop} AND id = ${syncId}::uuid FOR UPDATE) AS before
    WHERE c.shop = ${shop} AND c.id = before.id AND c."taskId" = ${taskId}::uuid AND c.state IN ('sending', 'failed')
    RETURNING c.id::text, before.again`;
  if (!row) return;
  await clearProblemsOf(tx, shop, [row]);
  if (row.again) await addJob(tx, DECIDE_ITEMS, { shop });
}

const REFUSED = new Set([
  "item-refused",
  "shopify-refused",
  "erp-refused",
  "erp-setup",
  "text-too-long",
]);

/** The other side's words. */
export async function recordFailed(
  tx: Tx,
  { shop, taskId, payload: { syncId } }: Ended,
  problem: TaskProblem,
): Promise<void> {
  const message = problem.params["message"];
  const { count } = await tx.itemSync.updateMany({
    where: { shop, id: syncId, taskId, state: "sending" },
    data: {
      state: "failed",
      again: false,
      reason: REFUSED.has(problem.kind) ? "refused" : "taskFailed",
      detail: typeof message === "string" ? message : "",
      updatedAt: now(),
    },
  });
  if (count > 0)
    await setProblems(tx, shop, "item", [
      { subject: itemSubject(syncId), orderId: null, problems: [problem] },
    ]);
}

/** A person put its task aside, and said why: it can be tried again. */
export async function itemPutAside(
  tx: Tx,
  shop: string,
  { syncId, attempt }: ItemTask,
  { params: { text } }: ProblemValue,
): Promise<void> {
  await tx.itemSync.updateMany({
    where: { shop, id: syncId, attempt, state: { in: ["sending", "failed"] } },
    data: {
      state: "failed",
      again: false,
      reason: "putAside",
      detail: typeof text === "string" ? text : "",
      updatedAt: now(),
    },
  });
  await clearProblemsOf(tx, shop, [{ id: syncId }]);
}
