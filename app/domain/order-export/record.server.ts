import { ConnectionId, type TaskId } from "#app/lib/ids.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { refusalOf } from "#app/domain/customers/plan/refusal-reason.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import type { ExportTask, Exported } from "#app/domain/made-orders/exported.ts";
import { EXPORT } from "#app/domain/made-orders/states.ts";
import { storeCustomerLinks } from "#app/domain/mapping/store-links.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { DECIDE_SALES_ORDERS } from "./jobs.ts";
import { orderExportSubject } from "./problem-subject.ts";
import { REASONS, type Reason } from "./states.ts";
import { clearOf } from "./sync.server.ts";

interface Ended {
  shop: string;
  taskId: TaskId;
  payload: ExportTask;
}

/** The order stands: its buyer stands for the ERP's customer from now on. */
export async function recordExported(
  tx: Tx,
  { shop, payload: { exportId } }: Ended,
  { orderId, name }: Exported,
): Promise<void> {
  const row = await tx.exportedOrder.findUnique({ where: { shop_id: { shop, id: exportId } } });
  await tx.exportedOrder.updateMany({
    where: { shop, id: exportId, state: { in: EXPORT.before("exported") } },
    data: {
      state: "exported",
      reason: null,
      detail: "",
      order: Prisma.DbNull,
      orderId,
      orderName: name,
      exportedAt: now(),
      updatedAt: now(),
    },
  });
  const stored = row?.order;
  const planned =
    row && stored
      ? readOrLog(() => storedExportOrder.read(stored, `sales order ${row.number}`))
      : null;
  if (row && planned?.erpBuyer && planned.buyer.kind === "customer")
    await storeCustomerLinks(tx, [
      {
        shop,
        connectionId: ConnectionId.parse(row.connectionId),
        shopifyId: planned.buyer.id,
        erpId: planned.erpBuyer.id,
        erpNumber: planned.erpBuyer.number || null,
        title: planned.erpBuyer.name || null,
        foundBy: "email",
      },
    ]);
  await clearOf(tx, shop, [exportId]);
  await addJob(tx, DECIDE_SALES_ORDERS, { shop });
}

/** Shopify's words. An order that stands all the same is named. */
export async function recordFailed(
  tx: Tx,
  { shop, taskId, payload: { exportId } }: Ended,
  problem: TaskProblem,
  result: Exported | null,
): Promise<void> {
  const { message } = problem.params;
  const text = typeof message === "string" ? message : "";
  await tx.exportedOrder.updateMany({
    where: { shop, id: exportId, taskId, state: { in: EXPORT.before("failed") } },
    data: {
      state: "failed",
      reason: result ? "otherTotal" : reasonOf(problem.kind, text),
      detail: text,
      ...(result ? { orderId: result.orderId, orderName: result.name } : {}),
      updatedAt: now(),
    },
  });
  await setProblems(tx, shop, "export", [
    { subject: orderExportSubject(exportId), orderId: null, problems: [problem] },
  ]);
}

/** Shopify refuses a customer's e-mail and phone in the same words, whether it is asked for a customer or for an order. */
function reasonOf(kind: string, message: string): Reason {
  if (kind !== "order-export-refused") return "taskFailed";
  const reason = refusalOf("customer-refused", message);
  return REASONS.find((one) => one === reason) ?? "refused";
}

/** The task was put aside: the sales order is sent no more until somebody retries it. An order that stands all the same stays named. */
export async function orderExportPutAside(
  tx: Tx,
  shop: string,
  { exportId, attempt }: ExportTask,
  { params: { text } }: ProblemValue,
): Promise<void> {
  await tx.exportedOrder.updateMany({
    where: { shop, id: exportId, attempt, orderId: null, state: { in: ["sending", "failed"] } },
    data: {
      state: "failed",
      reason: "putAside",
      detail: typeof text === "string" ? text : "",
      updatedAt: now(),
    },
  });
  await clearOf(tx, shop, [exportId]);
}
