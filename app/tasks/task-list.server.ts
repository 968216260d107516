import { db } from "#app/db/client.server.ts";
import type { Prisma, Task, TaskAttempt } from "#app/db/generated/client.ts";
import {
  pageOf,
  pageQuery,
  startOf,
  type Page,
  type PageRequest,
  type Sort,
} from "#app/lib/paging.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { TaskState } from "./states.ts";
import { TASK } from "./states.ts";

export interface TaskFilter {
  kind?: string;
  states?: TaskState[];
  orderId?: string;
  cause?: string;
}

/** Newest on top. */
const NEWEST = {
  createdAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

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
  request: PageRequest,
): Promise<Page<Task>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, take } = pageQuery(NEWEST, start);
  return pageOf(
    NEWEST,
    start,
    await db.task.findMany({ where: { AND: [whereOf(shop, filter), beyond] }, orderBy, take }),
  );
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
  const counts = Object.fromEntries(TASK.states.map((state) => [state, 0])) as Record<
    TaskState,
    number
  >;
  for (const { state, _count } of groups) if (TASK.is(state)) counts[state] = _count._all;
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
