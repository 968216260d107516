import { db } from "#app/db/client.server.ts";
import type { CustomerSync } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { personalDataErased, TaskStop } from "#app/tasks/outcome.ts";
import { storedPlan } from "./plan/planned.ts";
import type { ToErp, ToShopify } from "./plan/planned.ts";

type Context = Pick<
  TaskContext<{ syncId: string; sourceId: string }>,
  "shop" | "taskId" | "payload"
>;
type Plans = { erp: ToErp; shopify: ToShopify };

const DECIDED_AGAIN = "The customer was decided again since.";

/** What the row holds for this task; a customer that was decided again since belongs to another one. */
export async function plannedOf<To extends keyof Plans>(
  { shop, taskId, payload: { syncId, sourceId } }: Context,
  to: To,
): Promise<{ row: CustomerSync; plan: Plans[To] }> {
  const row = await db.customerSync.findUnique({ where: { shop_id: { shop, id: syncId } } });
  if (row && row.taskId !== taskId) throw refused(row, DECIDED_AGAIN);
  if (!row?.data) throw new TaskStop(personalDataErased());
  const plan = storedPlan.read(row.data, `customer ${sourceId}`);
  if (plan.to !== to) throw new Error(`customer ${sourceId} goes to ${plan.to}`);
  return { row, plan: plan as Plans[To] };
}

/** The problem of a customer that the other side, or nobody, takes. */
export function refused(
  { sourceId, number }: Pick<CustomerSync, "sourceId" | "number">,
  message: string,
): TaskStop {
  const customer = number || (sourceId.split("/").at(-1) ?? sourceId);
  return new TaskStop(problem("customer-refused", { customer, message }, message), message);
}
