import type { Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import { READ_ORDERS_AGAIN } from "../jobs.ts";
import type { EventData } from "#app/domain/timeline/events.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

type ActDone =
  | { kind: "cancelled"; data: EventData<"cancelled"> }
  | { kind: "markedAsPaid"; data: EventData<"markedAsPaid"> };

type Act = TaskContext<{ orderId: string; by: string }>;

/** The act stands: its problem is over, the timeline tells of it, and the order is read again so that the app shows it at once. */
export async function actDone(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: ActDone,
): Promise<void> {
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [] },
  ]);
  await recordEvents(tx, shop, [{ orderId, actor: by, ...event }]);
  await readAgain(tx, shop, orderId);
}

export async function actFailed(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: "markAsPaidFailed" | "cancelFailed",
  problem: TaskProblem,
): Promise<void> {
  const named = { ...problem, params: { ...problem.params, orderId } };
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [named] },
  ]);
  await recordEvents(tx, shop, [{ orderId, actor: by, kind: event, data: { problem: named } }]);
  await readAgain(tx, shop, orderId);
}

/** Asks for the order to be announced and imported, in the transaction of what changed it. */
async function readAgain(tx: Tx, shop: string, orderId: string): Promise<void> {
  await addJob(tx, READ_ORDERS_AGAIN, { shop, orderIds: [orderId] });
}
