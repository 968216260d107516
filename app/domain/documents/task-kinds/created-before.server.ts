import { db } from "#app/db/client.server.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { misconfigured, refusal, refusedAs } from "#app/erp/refusals.ts";
import type { TaskId } from "#app/lib/ids.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { placeholdersOf, resolvePlaceholders } from "../store/resolve-placeholders.ts";
import { storedRef } from "./results.ts";

interface Creations {
  customerTaskId?: TaskId | undefined;
  itemTaskIds: Record<string, TaskId>;
}

/** The draft with the customer and the items that tasks before this one created; the same draft where it names none. */
export async function resolvedDraft(
  context: TaskContext<Creations>,
  draft: DocumentDraft,
): Promise<DocumentDraft> {
  const { customer, variantIds } = placeholdersOf(draft);
  if (!customer && variantIds.length === 0) return draft;
  const { customerTaskId, itemTaskIds } = context.payload;
  const wanted = [...(customerTaskId ? [customerTaskId] : []), ...Object.values(itemTaskIds)];
  const tasks = await db.task.findMany({
    where: { shop: context.shop, id: { in: wanted } },
    select: { id: true, state: true, result: true },
  });
  const refOf = (taskId: TaskId | undefined, what: "customer" | "item"): ErpRef => {
    const task = tasks.find(({ id }) => id === taskId);
    if (task?.state === "done") return storedRef.read(task.result, `task ${task.id}`).ref as ErpRef;
    if (task && task.state !== "failed" && task.state !== "skipped")
      throw refusedAs("unavailable", refusal(`answer.${what}Waits`));
    throw misconfigured(refusal(`answer.${what}Lacks`), refusal("answer.createOrChoose"));
  };
  return resolvePlaceholders(
    draft,
    customer ? refOf(customerTaskId, "customer") : null,
    new Map(variantIds.map((id) => [id, refOf(itemTaskIds[id], "item")])),
    `task ${context.taskId}`,
  );
}
