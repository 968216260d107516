import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import { READ_ORDERS_AGAIN } from "../jobs.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

type ActEvent = TaskEvent<"markAsPaid" | "cancelOrder" | "awaitCancel">;
/** How an act that a person asked for ended. */
type ActDone = DistributedOmit<
  Extract<ActEvent, { kind: "cancelled" | "markedAsPaid" }>,
  "orderId" | "actor"
>;
type DistributedOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

type Act = TaskContext<{ orderId: OrderId; by: string }>;

/** The act stands: its problem is over, the timeline tells of it, and the order is read again so that the app shows it at once. */
export async function actDone(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: ActDone,
): Promise<void> {
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [] },
  ]);
  await recordEvents<ActEvent>(tx, shop, [{ orderId, actor: by, ...event }]);
  await readAgain(tx, shop, orderId);
}

export async function actFailed(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: Extract<ActEvent["kind"], "markAsPaidFailed" | "cancelFailed">,
  problem: TaskProblem,
): Promise<void> {
  const named = { ...problem, params: { ...problem.params, orderId } };
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [named] },
  ]);
  await recordEvents<ActEvent>(tx, shop, [
    { orderId, actor: by, kind: event, data: { problem: named } },
  ]);
  await readAgain(tx, shop, orderId);
}

/** Asks for the order to be announced and imported, in the transaction of what changed it. */
async function readAgain(tx: Tx, shop: string, orderId: OrderId): Promise<void> {
  await addJob(tx, READ_ORDERS_AGAIN, { shop, orderIds: [orderId] });
}
