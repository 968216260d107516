import { db } from "#app/db/client.server.ts";
import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { retryShipments } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { retryInvoices } from "#app/domain/payments/retry-invoices.server.ts";
import { retryGroup } from "#app/tasks/task-actions.server.ts";

const MOST = 1_000;
/** The check plans the tasks of making documents anew, on what the shop card and the mappings say now. */
const OF_DOCUMENTS = documentTaskKinds.map(({ kind }) => kind);

/**
 * Tries everything again that one cause holds up: orders without a document are planned anew by the
 * worker, failed shipments and invoices start
 * anew, any other failed task goes again. Returns how many orders that touches; a task without an order counts as one.
 */
export async function retryCause(shop: string, cause: string, by: string): Promise<number> {
  const failed = { shop, state: "failed", reason: { path: ["cause"], equals: cause } };
  const ofTasks = {
    shop,
    state: "failed",
    problem: { path: ["cause"], equals: cause },
    kind: { notIn: OF_DOCUMENTS },
  };
  const [waiting, shipments, invoices, tasks] = await Promise.all([
    db.problem.findMany({
      where: { shop, clearedAt: null, cause, orderId: { not: null } },
      select: { orderId: true },
      distinct: ["orderId"],
      take: MOST,
    }),
    db.postedShipment.findMany({ where: failed, select: { id: true, orderId: true }, take: MOST }),
    db.postedInvoice.findMany({ where: failed, select: { id: true, orderId: true }, take: MOST }),
    db.task.findMany({ where: ofTasks, select: { id: true, orderId: true }, take: MOST }),
  ]);
  await db.$transaction((tx) => recheckLater(tx, { shop, by }, { cause }));
  await retryShipments(
    shop,
    shipments.map(({ id }) => id),
    by,
  );
  await retryInvoices(
    shop,
    invoices.map(({ id }) => id),
    by,
  );
  if ((await db.task.count({ where: ofTasks })) > 0) await retryGroup(shop, cause, by);
  return new Set(
    [...waiting, ...shipments, ...invoices, ...tasks].map(
      (row) => row.orderId ?? ("id" in row ? row.id : ""),
    ),
  ).size;
}
