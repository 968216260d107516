import type { Tx } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { refusal } from "#app/erp/refusals.ts";
import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isOut } from "#app/tasks/states.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { storedPlan } from "../plan/stored-plan.ts";

export const CHANGE_TASKS = ["amendDocument", "cancelDocument"];

export type ChangeRefusal =
  | { kind: "not-found" }
  | { kind: "nothing-made" }
  | { kind: "running" }
  | { kind: "changed" }
  /** One of several documents by fulfillment order: what belongs on which of them after an edit, a person decides. */
  | { kind: "divided" };

/** The order has a document for each of several fulfillment orders. */
const isDivided = ({ id, plan }: Pick<SalesDocument, "id" | "plan">): boolean =>
  (storedPlan.read(plan, `document ${id}`).share?.shares.length ?? 0) > 1;

export interface Begun {
  document: SalesDocument & { erpId: string };
  orderName: string;
}

/**
 * Holds the order and its document against other acts, and puts aside what an earlier click left waiting or failed. Refused while an earlier one is
 * on its way, or when the order was imported anew since it was seen (`versionId`).
 */
export async function beginChange(
  tx: Tx,
  shop: string,
  {
    orderId,
    versionId,
    key,
  }: { orderId: OrderId; versionId: VersionId; key: (id: string) => string },
): Promise<Result<Begun, ChangeRefusal>> {
  const [order] = await tx.$queryRaw<
    { generation: number; name: string; documentState: string; currentVersionId: VersionId }[]
  >`SELECT generation, name, "documentState", "currentVersionId" FROM "Order" WHERE shop = ${shop} AND "orderId" = ${orderId} FOR UPDATE`;
  if (!order) return err({ kind: "not-found" });
  const document = await tx.salesDocument.findUnique({
    where: { shop_subject_generation: { shop, subject: orderId, generation: order.generation } },
  });
  if (document?.state !== "created" || document.erpId === null || order.documentState !== "created")
    return err({ kind: "nothing-made" });
  if (isDivided(document)) return err({ kind: "divided" });
  const tasks = await tx.task.findMany({
    where: { shop, orderId, kind: { in: CHANGE_TASKS } },
    select: { id: true, key: true, state: true },
  });
  // The same click once more, or another one: one of them is on its way.
  if (tasks.some((task) => isOut(task.state) || task.key === key(document.id)))
    return err({ kind: "running" });
  if (order.currentVersionId !== versionId) return err({ kind: "changed" });
  await skipPlannedOf(
    tx,
    shop,
    tasks.map(({ id }) => id),
    refusal("answer.askedAgain"),
  );
  return ok({ document: { ...document, erpId: document.erpId }, orderName: order.name });
}
