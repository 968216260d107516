import { db } from "#app/db/client.server.ts";
import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { recheckLater } from "#app/domain/mapping/recheck.server.ts";
import { retryGroup } from "#app/tasks/task-actions.server.ts";

/**
 * Tries everything again that one cause holds up: orders without a document are planned anew by the worker, tasks of the way back go again.
 * Returns how many orders and tasks of orders that touches.
 */
export async function retryCause(shop: string, cause: string, by: string): Promise<number> {
  const ofDocuments = documentTaskKinds.map(({ kind }) => kind);
  const wayBack = await db.task.findMany({ where: { shop, state: "failed", problem: { path: ["cause"], equals: cause }, kind: { notIn: ofDocuments } }, select: { id: true, orderId: true }, take: 1_000 });
  const waiting = await db.problem.findMany({ where: { shop, clearedAt: null, cause, orderId: { not: null } }, select: { orderId: true }, distinct: ["orderId"], take: 1_000 });
  await db.$transaction((tx) => recheckLater(tx, shop, { cause }, by));
  // The tasks of making documents are planned anew by the check, on what the shop card and the mappings say now.
  if (wayBack.length > 0) await retryGroup(shop, cause, by);
  return new Set([...wayBack.map(({ id, orderId }) => orderId ?? id), ...waiting.map(({ orderId }) => orderId)]).size;
}
