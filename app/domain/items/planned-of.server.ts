import { db } from "#app/db/client.server.ts";
import type { ItemSync } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { storedPlan, type ToErp, type ToShopify } from "./plan/planned.ts";
import type { ItemTask } from "./task-kinds/payload.ts";

type Context = Pick<TaskContext<ItemTask>, "shop" | "taskId" | "payload">;
type Plans = { erp: ToErp; shopify: ToShopify };

const DECIDED_AGAIN = "It was decided again since.";

/** What the row holds for this task; one that was decided again since belongs to another one. */
export async function plannedOf<To extends keyof Plans>(
  { shop, taskId, payload: { syncId, sourceId } }: Context,
  to: To,
): Promise<{ row: ItemSync; plan: Plans[To] }> {
  const row = await db.itemSync.findUnique({ where: { shop_id: { shop, id: syncId } } });
  if (!row?.data || row.taskId !== taskId)
    throw refused(row ?? { sourceId, sku: "", number: "" }, DECIDED_AGAIN);
  const plan = storedPlan.read(row.data, `item ${sourceId}`);
  if (plan.to !== to) throw new Error(`item ${sourceId} goes to ${plan.to}`);
  return { row, plan: plan as Plans[To] };
}

/** The problem of one that the other side, or nobody, takes. */
export function refused(
  { sourceId, sku, number }: Pick<ItemSync, "sourceId" | "sku" | "number">,
  message: string,
): TaskStop {
  const item = sku || number || (sourceId.split("/").at(-1) ?? sourceId);
  return new TaskStop(problem("item-refused", { item, message }, message), message);
}
