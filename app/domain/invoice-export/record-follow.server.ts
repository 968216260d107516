import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";

type Followed = TaskContext<{ orderId: OrderId }>;

/** What happened to an invoice since stands in Shopify. */
export const followDone = (tx: Tx, followed: Followed): Promise<void> => tell(tx, followed, []);

export const followFailed = (tx: Tx, followed: Followed, problem: TaskProblem): Promise<void> =>
  tell(tx, followed, [problem]);

const tell = (
  tx: Tx,
  { shop, taskId, payload: { orderId } }: Followed,
  problems: TaskProblem[],
): Promise<void> =>
  setProblems(tx, shop, "export", [{ subject: taskSubject(taskId), orderId, problems }]);
