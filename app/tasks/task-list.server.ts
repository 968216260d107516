import { db } from "#app/db/client.server.ts";
import type { Prisma, Task, TaskAttempt } from "#app/db/generated/client.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { TaskState } from "./states.ts";
import { TASK_STATES, isTaskState } from "./states.ts";

export interface TaskFilter {
  kind?: string;
  states?: TaskState[];
  orderId?: string;
  cause?: string;
}

/** A place in the list: newest on top, the id decides between equal times. */
export interface TaskCursor {
  createdAt: string;
  id: string;
}

export interface TaskPage {
  tasks: Task[];
  next: TaskCursor | null;
}

const whereOf = (
  shop: string,
  { kind, states, orderId, cause }: TaskFilter,
): Prisma.TaskWhereInput => ({
  shop,
  ...(kind ? { kind } : {}),
  ...(states?.length ? { state: { in: states } } : {}),
  ...(orderId ? { orderId } : {}),
  ...(cause ? { problem: { path: ["cause"], equals: cause } } : {}),
});

export async function listTasks(
  shop: string,
  filter: TaskFilter,
  after: TaskCursor | null,
  limit: number,
): Promise<TaskPage> {
  const beyond: Prisma.TaskWhereInput = after
    ? {
        OR: [
          { createdAt: { lt: new Date(after.createdAt) } },
          { createdAt: new Date(after.createdAt), id: { lt: after.id } },
        ],
      }
    : {};
  const tasks = await db.task.findMany({
    where: { AND: [whereOf(shop, filter), beyond] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = tasks.slice(0, limit);
  const last = page.at(-1);
  return {
    tasks: page,
    next:
      tasks.length > limit && last
        ? { createdAt: last.createdAt.toISOString(), id: last.id }
        : null,
  };
}

/** How many tasks there are in each state; states without any are 0. */
export async function countTasks(
  shop: string,
  filter: TaskFilter = {},
): Promise<Record<TaskState, number>> {
  const groups = await db.task.groupBy({
    by: ["state"],
    where: whereOf(shop, filter),
    _count: { _all: true },
  });
  const counts = Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<
    TaskState,
    number
  >;
  for (const { state, _count } of groups) if (isTaskState(state)) counts[state] = _count._all;
  return counts;
}

/** Failed tasks by cause, most frequent first: what "fix and retry N" offers. */
export async function failedByCause(
  shop: string,
): Promise<{ cause: string; problemKind: string; kind: string; count: number; example: string }[]> {
  return db.$queryRaw`
    SELECT problem ->> 'cause' AS cause, "problemKind", kind, count(*)::int AS count, (min(id::text)) AS example
    FROM "Task" WHERE shop = ${shop} AND state = 'failed' AND problem IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1 LIMIT 200`;
}

/** A task with its attempts, first to last. */
export async function getTask(
  shop: string,
  id: string,
): Promise<{ task: Task; attempts: TaskAttempt[]; predecessor: Task | null } | null> {
  const task = isUuid(id) ? await db.task.findFirst({ where: { shop, id } }) : null;
  if (!task) return null;
  const [attempts, predecessor] = await Promise.all([
    db.taskAttempt.findMany({ where: { shop, taskId: id }, orderBy: { number: "asc" } }),
    task.afterTaskId ? db.task.findFirst({ where: { shop, id: task.afterTaskId } }) : null,
  ]);
  return { task, attempts, predecessor };
}

/** Every act of one order, oldest first. */
export async function tasksOf(shop: string, orderId: string): Promise<Task[]> {
  return db.task.findMany({
    where: { shop, orderId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}
