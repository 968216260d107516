import type { TaskId } from "#app/lib/ids.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { DECIDE_INVOICES } from "./jobs.ts";
import type { ExportTask, Exported } from "#app/domain/made-orders/exported.ts";
import { exportSubject } from "./problem-subject.ts";
import { EXPORT, type ExportFailure } from "#app/domain/made-orders/states.ts";

interface Ended {
  shop: string;
  taskId: TaskId;
  payload: ExportTask;
}

/** S1: success puts the order's id where 0 stood. Payments and cancellations that came meanwhile are followed next. */
export async function recordExported(
  tx: Tx,
  { shop, payload: { exportId } }: Ended,
  { orderId, name, open }: Exported,
): Promise<void> {
  await tx.exportedInvoice.updateMany({
    where: { shop, id: exportId, state: { in: EXPORT.before("exported") } },
    data: {
      state: "exported",
      reason: null,
      detail: "",
      order: Prisma.DbNull,
      orderId,
      orderName: name,
      openSent: open,
      exportedAt: now(),
      updatedAt: now(),
    },
  });
  await setProblems(tx, shop, "export", [
    { subject: exportSubject(exportId), orderId: null, problems: [] },
  ]);
  await addJob(tx, DECIDE_INVOICES, { shop });
}

/** S1: −1, with Shopify's words. An order that stands all the same is named. */
export async function recordFailed(
  tx: Tx,
  { shop, taskId, payload: { exportId } }: Ended,
  problem: TaskProblem,
  result: Exported | null,
): Promise<void> {
  const message = problem.params["message"];
  await tx.exportedInvoice.updateMany({
    where: { shop, id: exportId, taskId, state: { in: EXPORT.before("failed") } },
    data: {
      state: "failed",
      reason: reasonOf(problem, result),
      detail: typeof message === "string" ? message : "",
      ...(result ? { orderId: result.orderId, orderName: result.name } : {}),
      updatedAt: now(),
    },
  });
  await setProblems(tx, shop, "export", [
    { subject: exportSubject(exportId), orderId: null, problems: [problem] },
  ]);
}

const reasonOf = ({ kind }: TaskProblem, result: Exported | null): ExportFailure =>
  result ? "otherTotal" : kind === "export-refused" ? "refused" : "taskFailed";

/** The task was put aside: the invoice is sent no more until somebody retries it. An order that stands all the same stays named. */
export async function exportPutAside(
  tx: Tx,
  shop: string,
  { exportId, attempt }: ExportTask,
  { params: { text } }: ProblemValue,
): Promise<void> {
  await tx.exportedInvoice.updateMany({
    where: { shop, id: exportId, attempt, orderId: null, state: { in: ["sending", "failed"] } },
    data: {
      state: "failed",
      reason: "putAside",
      detail: typeof text === "string" ? text : "",
      updatedAt: now(),
    },
  });
  await setProblems(tx, shop, "export", [
    { subject: exportSubject(exportId), orderId: null, problems: [] },
  ]);
}
