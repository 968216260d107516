import type { Tx } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";

export const READ_ORDERS_AGAIN = "readOrdersAgain";

type Act = TaskContext<{ orderId: string; by: string }>;

/** The act stands: its problem is over, the timeline tells of it, and the order is read again so that the app shows it at once. */
export async function actDone(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: string,
  data: Prisma.InputJsonObject,
): Promise<void> {
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [] },
  ]);
  await tx.orderEvent.create({ data: { shop, orderId, at: now(), kind: event, actor: by, data } });
  await readAgain(tx, shop, orderId);
}

export async function actFailed(
  tx: Tx,
  { shop, taskId, payload: { orderId, by } }: Act,
  event: string,
  problem: TaskProblem,
): Promise<void> {
  const named = { ...problem, params: { ...problem.params, orderId } };
  await setProblems(tx, shop, "order-act", [
    { subject: taskSubject(taskId), orderId, problems: [named] },
  ]);
  await tx.orderEvent.create({
    data: { shop, orderId, at: now(), kind: event, actor: by, data: { problem: { ...named } } },
  });
  await readAgain(tx, shop, orderId);
}

/** Asks for the order to be announced and imported, in the transaction of what changed it. */
async function readAgain(tx: Tx, shop: string, orderId: string): Promise<void> {
  await addJob(
    tx,
    READ_ORDERS_AGAIN,
    { shop, orderIds: [orderId] },
    { key: `${READ_ORDERS_AGAIN}:${shop}:${orderId}` },
  );
}
