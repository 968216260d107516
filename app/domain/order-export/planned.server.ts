import { db } from "#app/db/client.server.ts";
import { refusedOrder } from "#app/domain/made-orders/create-order.server.ts";
import { storedExportOrder, type ExportOrder } from "#app/domain/made-orders/export-order.ts";
import type { ExportTask } from "#app/domain/made-orders/exported.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { personalDataErased, TaskStop } from "#app/tasks/outcome.ts";

const DECIDED_AGAIN = "The sales order was decided again since.";
export const REFUSED = "order-export-refused" as const;

/** What the row holds for this task; a sales order that was decided again since belongs to another one. */
export async function plannedOrder({
  shop,
  taskId,
  payload: { exportId },
}: Pick<TaskContext<ExportTask>, "shop" | "taskId" | "payload">): Promise<{
  order: ExportOrder;
  connectionId: string;
}> {
  const row = await db.exportedOrder.findUnique({
    where: { shop_id: { shop, id: exportId } },
    select: { order: true, number: true, taskId: true, connectionId: true },
  });
  if (row && row.taskId !== taskId) throw refusedOrder(row, DECIDED_AGAIN, REFUSED);
  if (!row?.order) throw new TaskStop(personalDataErased());
  return {
    order: storedExportOrder.read(row.order, `sales order ${row.number}`),
    connectionId: row.connectionId,
  };
}
