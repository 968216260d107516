import { db } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Json } from "#app/lib/json.ts";
import type { TaskState } from "#app/tasks/states.ts";
import { countTasks, listTasks } from "#app/tasks/task-list.server.ts";
import { placeFromText, placeToText } from "#app/ui/list/keyset.ts";

/** The views of the list: which states each holds. */
const VIEWS: Record<"all" | "attention" | "open" | "done" | "skipped", TaskState[]> = {
  all: [], attention: ["failed", "ambiguous"], open: ["planned", "sending"], done: ["done"], skipped: ["skipped"],
};
const PAGE = 50;

/** A stored problem as the table needs it. */
function problemOf(stored: unknown): { kind: string; cause: string; params: Json } | null {
  const problem = stored as Partial<ProblemValue> | null;
  return problem?.kind ? { kind: problem.kind, cause: problem.cause ?? problem.kind, params: problem.params ?? {} } : null;
}

/** Tasks newest first, with attempts. `state` is a view, `kind` a task kind, `q` an order's name. */
export async function tasksScreen(shop: string, params: URLSearchParams) {
  const view = Object.hasOwn(VIEWS, params.get("state") ?? "") ? (params.get("state") as keyof typeof VIEWS) : "all";
  const kind = params.get("kind") ?? undefined;
  const q = params.get("q")?.trim() ?? "";
  const orderId = params.get("order") ?? (q ? (await db.order.findFirst({ where: { shop, name: { equals: q.startsWith("#") ? q : `#${q}`, mode: "insensitive" } }, select: { orderId: true } }))?.orderId ?? "none" : undefined);
  const after = placeFromText(params.get("after"));
  const filter = { ...(kind ? { kind } : {}), states: VIEWS[view], ...(orderId ? { orderId } : {}) };
  const [page, counts, kinds] = await Promise.all([
    listTasks(shop, filter, after ? { createdAt: after.at, id: after.id } : null, PAGE),
    countTasks(shop),
    db.task.findMany({ where: { shop }, distinct: ["kind"], select: { kind: true }, orderBy: { kind: "asc" } }),
  ]);
  const count = (name: keyof typeof VIEWS) => VIEWS[name].reduce((sum, state) => sum + counts[state], 0);
  const attempts = await db.taskAttempt.findMany({ where: { shop, taskId: { in: page.tasks.map((task) => task.id) } }, orderBy: { number: "asc" } });
  return {
    kinds: kinds.map((row) => row.kind),
    counts: { all: Object.values(counts).reduce((sum, one) => sum + one, 0), attention: count("attention"), open: count("open"), done: count("done"), skipped: count("skipped") },
    next: page.next ? placeToText({ at: page.next.createdAt, id: page.next.id }) : null,
    tasks: page.tasks.map((task) => ({
      id: task.id, kind: task.kind, state: task.state, orderId: task.orderId, orderName: task.orderName, attempts: task.attempts,
      createdAt: task.createdAt.toISOString(), nextAttemptAt: task.nextAttemptAt?.toISOString() ?? null,
      lastAnswer: task.skippedReason ?? task.lastAnswer, problem: problemOf(task.problem),
      tries: attempts.filter((attempt) => attempt.taskId === task.id).map((attempt) => ({ number: attempt.number, at: attempt.startedAt.toISOString(), outcome: attempt.outcome, answer: attempt.answer })),
    })),
  };
}
