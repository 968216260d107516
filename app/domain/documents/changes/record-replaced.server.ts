import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { markConflicts } from "#app/domain/orders/conflicts/conflicts.server.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import { unlinkFromOrder } from "#app/domain/orders/document-of-order.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { DocumentId, OrderId } from "#app/lib/ids.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { CREATE_DOCUMENTS } from "../jobs.ts";
import { documentStands, documentUnlinked } from "../store/document-state.server.ts";

type Event = TaskEvent<"cancelDocument">;

interface Replacement {
  salesDocumentId: DocumentId;
  orderId: OrderId;
  generation: number;
  by: string;
  recreates: boolean;
}

/** The document is over in the ERP: the order lets go of it, its conflict ends, and its next document is made. */
export async function documentReplaced(
  tx: Tx,
  shop: string,
  { salesDocumentId, orderId, generation, by, recreates }: Replacement,
  { status, number }: { status: string; number: string | null },
): Promise<void> {
  await lockOrders(tx, shop, [orderId]);
  await documentStands(tx, shop, salesDocumentId, status);
  await recordEvents<Event>(tx, shop, [
    { orderId, kind: "documentCancelled", actor: by, data: { number, salesDocumentId } },
  ]);
  const order = await tx.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
  // A person unlinked it meanwhile: what follows was theirs to decide.
  if (order?.generation !== generation || order.documentState !== "created") return;
  await documentUnlinked(tx, shop, salesDocumentId);
  await unlinkFromOrder(tx, shop, orderId);
  await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [] }]);
  await markConflicts(tx, shop, [orderId]);
  if (recreates) await addJob(tx, CREATE_DOCUMENTS, { shop, orderIds: [orderId], by });
}

export async function cancelFailed(
  tx: Tx,
  shop: string,
  { orderId, by }: Replacement,
  problem: TaskProblem,
): Promise<void> {
  await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [problem] }]);
  await recordEvents<Event>(tx, shop, [
    { orderId, kind: "documentAmendFailed", actor: by, data: { problem } },
  ]);
}
