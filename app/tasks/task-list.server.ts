import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { pageSql } from "#app/db/keyset-sql.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma, type Task, type TaskAttempt } from "#app/db/generated/client.ts";
import { pageOf, startOf, type Page, type PageRequest, type Sort } from "#app/lib/paging.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { TaskState } from "./states.ts";
import { TASK } from "./states.ts";

export interface TaskFilter {
  kind?: string;
  states?: TaskState[];
  orderIds?: OrderId[];
  cause?: string;
}

/** Newest on top. */
const NEWEST = {
  createdAt: { kind: "time", order: "desc" },
  id: { kind: "uuid", order: "desc" },
} as const satisfies Sort;

const COLUMNS = { createdAt: Prisma.sql`t."createdAt"`, id: Prisma.sql`t.id` };

/** `cause` as "Task_cause_idx" has it. */
const matching = ({ kind, states, orderIds, cause }: TaskFilter): Prisma.Sql =>
  Prisma.join(
    [
      Prisma.empty,
      ...(kind ? [Prisma.sql`t.kind = ${kind}`] : []),
      ...(states?.length ? [Prisma.sql`t.state = ANY(${states}::text[])`] : []),
      ...(orderIds ? [Prisma.sql`t."orderId" = ANY(${orderIds}::text[])`] : []),
      ...(cause ? [Prisma.sql`t.problem IS NOT NULL AND t.problem ->> 'cause' = ${cause}`] : []),
    ],
    " AND ",
  );

export async function listTasks(
  shop: string,
  filter: TaskFilter,
  request: PageRequest,
): Promise<Page<Task>> {
  const start = startOf(NEWEST, request);
  const { beyond, orderBy, limit } = pageSql(NEWEST, start, COLUMNS);
  return pageOf(
    NEWEST,
    start,
    await db.$queryRaw<Task[]>`
      SELECT t.* FROM "Task" t WHERE t.shop = ${shop} ${matching(filter)} ${beyond} ${orderBy} ${limit}`,
  );
}

/** How many tasks there are in each state, up to a thousand (lib/counted.ts). */
export const countTasks = (shop: string): Promise<Record<TaskState, number>> =>
  countEach(
    Object.fromEntries(
      TASK.states.map((state) => [
        state,
        Prisma.sql`FROM "Task" WHERE shop = ${shop} AND state = ${state}`,
      ]),
    ) as Record<TaskState, Prisma.Sql>,
  );

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
export async function tasksOf(shop: string, orderId: OrderId): Promise<Task[]> {
  return db.task.findMany({
    where: { shop, orderId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}
