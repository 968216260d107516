import { db } from "#app/db/client.server.ts";
import { skipTask } from "#app/tasks/task-actions.server.ts";

const MOST = 1_000;

/** Skips the failed tasks with one cause, for one reason; returns how many. One that moved on meanwhile is left alone. */
export async function skipCause(shop: string, cause: string, reason: string, by: string): Promise<number> {
  const tasks = await db.task.findMany({ where: { shop, state: "failed", problem: { path: ["cause"], equals: cause } }, select: { id: true }, take: MOST, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  let skipped = 0;
  for (const { id } of tasks) if ((await skipTask(shop, id, reason, by)).ok) skipped += 1;
  return skipped;
}
