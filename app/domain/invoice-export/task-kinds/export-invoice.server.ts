import { db } from "#app/db/client.server.ts";
import {
  lookUpOrder,
  makeOrder,
  otherTotal,
  prepareOrder,
  refusedOrder,
} from "#app/domain/made-orders/create-order.server.ts";
import type { ExportOrder } from "#app/domain/made-orders/export-order.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { exported, exportTask, type ExportTask } from "#app/domain/made-orders/exported.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { personalDataErased, TaskStop } from "#app/tasks/outcome.ts";
import { recordExported, recordFailed } from "../record-export.server.ts";

type Context = TaskContext<ExportTask>;

const DECIDED_AGAIN = "The invoice was decided again since.";

/** EXP-1. One order of one invoice. Before anything is sent, an order with the invoice's own key is looked for. */
export const exportInvoice = defineTask({
  ...onShopify,
  kind: "exportInvoice",
  personal: true,
  payload: storedJson("payload", exportTask),
  result: storedJson("result", exported),
  key: ({ key, attempt }) => `${key}:${attempt}`,
  async prepare(context) {
    return { evidence: null, plan: await prepareOrder(context, await plannedOrder(context)) };
  },
  lookUp: async (context) => lookUpOrder(context, await plannedOrder(context)),
  act: (context, making) => makeOrder(context, making),
  refuse: (_context, result) => otherTotal(result, "invoice"),
  onDone: recordExported,
  onFailed: recordFailed,
});

/** What the row holds for this task; an invoice that was decided again since belongs to another one. */
async function plannedOrder({
  shop,
  taskId,
  payload: { exportId },
}: Context): Promise<ExportOrder> {
  const row = await db.exportedInvoice.findUnique({
    where: { shop_id: { shop, id: exportId } },
    select: { order: true, number: true, taskId: true },
  });
  if (row && row.taskId !== taskId) throw refusedOrder(row, DECIDED_AGAIN);
  if (!row?.order) throw new TaskStop(personalDataErased());
  return storedExportOrder.read(row.order, `invoice ${row.number}`);
}
