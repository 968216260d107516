import { isOrderGid } from "#app/shopify/gid.ts";
import { db } from "#app/db/client.server.ts";
import type { Task } from "#app/db/generated/client.ts";
import { storedWords } from "#app/erp/stored-sentence.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskState } from "#app/tasks/states.ts";
import { countTasks, getTask, listTasks } from "#app/tasks/task-list.server.ts";
import { sumCounted } from "#app/lib/counted.ts";
import { pageRequest, type Page } from "#app/lib/paging.ts";
import { ordersNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { taskGroups } from "./task-groups.server.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";

/** The views of the list: which states each holds. */
const VIEWS: Record<"all" | "attention" | "open" | "done" | "skipped", TaskState[]> = {
  all: [],
  attention: ["failed", "ambiguous"],
  open: ["planned", "sending"],
  done: ["done"],
  skipped: ["skipped"],
};

const NOTHING: Page<Task> = { rows: [], next: null, previous: null };

/** Tasks newest first, with attempts. `state` is a view, `kind` a task kind, `cause` a cause, `q` an order's name, `task` one task by its id. */
export async function tasksScreen(shop: string, params: URLSearchParams) {
  const [counts, groups, connections, moving] = await Promise.all([
    countTasks(shop),
    taskGroups(shop),
    connectionsOf(shop),
    isMoving(shop),
  ]);
  const count = (name: keyof typeof VIEWS) => sumCounted(VIEWS[name].map((state) => counts[state]));
  const page = params.get("state") === "causes" ? NOTHING : await pageOf(shop, params);
  const attempts =
    page.rows.length === 0
      ? []
      : await db.taskAttempt.findMany({
          where: { shop, taskId: { in: page.rows.map((task) => task.id) } },
          orderBy: { number: "asc" },
        });
  const paused = new Set(
    connections.filter((connection) => connection.pausedAt !== null).map(({ id }) => id),
  );
  return {
    counts: {
      all: sumCounted(Object.values(counts)),
      attention: count("attention"),
      open: count("open"),
      done: count("done"),
      skipped: count("skipped"),
    },
    groups,
    connections,
    moving,
    next: page.next,
    previous: page.previous,
    tasks: page.rows.map((task) => ({
      id: task.id,
      kind: task.kind,
      state: task.state,
      orderId: task.orderId,
      orderName: task.orderName,
      attempts: task.attempts,
      createdAt: task.createdAt.toISOString(),
      createdBy: task.createdBy,
      nextAttemptAt: task.nextAttemptAt?.toISOString() ?? null,
      waitsForPause:
        task.connectionId !== null &&
        paused.has(task.connectionId) &&
        ["planned", "ambiguous"].includes(task.state),
      lastAnswer: storedWords(task.lastAnswerText, task.skippedReason ?? task.lastAnswer),
      problem: storedProblem(task.problem),
      tries: attempts
        .filter((attempt) => attempt.taskId === task.id)
        .map((attempt) => ({
          number: attempt.number,
          at: attempt.startedAt.toISOString(),
          outcome: attempt.outcome,
          answer: storedWords(attempt.answerText, attempt.answer),
        })),
    })),
  };
}

async function pageOf(shop: string, params: URLSearchParams): Promise<Page<Task>> {
  const one = params.get("task");
  if (one !== null)
    return {
      ...NOTHING,
      rows: [(await getTask(shop, one))?.task].filter((task) => task !== undefined),
    };
  const [kind, cause] = [params.get("kind"), params.get("cause")];
  const view = Object.hasOwn(VIEWS, params.get("state") ?? "")
    ? (params.get("state") as keyof typeof VIEWS)
    : "all";
  const [orderId, name] = [params.get("order"), params.get("q")?.trim() ?? ""];
  const orderIds = orderId
    ? [orderId].filter(isOrderGid)
    : name === ""
      ? null
      : await ordersNamed(shop, name);
  return listTasks(
    shop,
    {
      states: VIEWS[view],
      ...(kind ? { kind } : {}),
      ...(cause ? { cause } : {}),
      ...(orderIds ? { orderIds } : {}),
    },
    pageRequest(params),
  );
}

async function connectionsOf(shop: string) {
  const rows = await db.erpConnection.findMany({
    where: { shop },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, title: true, pausedAt: true },
  });
  return rows.map((row) => ({ ...row, pausedAt: row.pausedAt?.toISOString() ?? null }));
}

/** Whether a task is being carried out or about to be, so that the screen follows it. What waits for a person or for a later time does not count. */
async function isMoving(shop: string): Promise<boolean> {
  const soon = new Date(now().getTime() + 15_000);
  const [row] = await db.$queryRaw<{ moving: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Task" t LEFT JOIN "ErpConnection" c ON c.shop = t.shop AND c.id = t."connectionId" LEFT JOIN "Task" p ON p.shop = t.shop AND p.id = t."afterTaskId"
      WHERE t.shop = ${shop} AND (t.state = 'sending' OR (t.state IN ('planned', 'ambiguous') AND c."pausedAt" IS NULL AND (t."nextAttemptAt" < ${soon} OR t."nextAttemptAt" IS NULL AND t."problemKind" IS NULL)
        AND (p.id IS NULL OR p.state IN ('planned', 'sending', 'done'))))) AS moving`;
  return row?.moving ?? false;
}
