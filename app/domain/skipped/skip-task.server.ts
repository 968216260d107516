import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { clearTaskProblems } from "#app/domain/problems/problems.server.ts";
import type { Result } from "#app/lib/result.ts";
import * as tasks from "#app/tasks/task-actions.server.ts";
import { recordSkipped } from "./record-skipped.server.ts";

export type SkipRefusal = tasks.ActionRefusal | { kind: "reason-missing" };

/** What putting a task of some kind aside means to the record that it was for, in the same transaction. */
export type PutAside = (
  tx: Tx,
  shop: string,
  task: tasks.SkippedTask,
  why: ProblemValue,
) => Promise<void>;

/**
 * Puts a task aside for good, with a reason: it is listed as skipped (TSK-4), and nobody is asked
 * to act on it any more.
 */
export async function skipTask(
  { shop, by }: Scope,
  id: string,
  reason: string,
  putAside: Readonly<Record<string, PutAside | null>> = {},
): Promise<Result<{ id: string }, SkipRefusal>> {
  return db.$transaction(async (tx) => {
    const skipped = await tasks.skipTask(tx, shop, id, { reason, by });
    if (!skipped.ok) return skipped;
    const { kind, orderId, orderName, text } = skipped.value;
    const why = problem("skipped-by-hand", { by, text, task: kind });
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "task",
          recordId: id,
          number: orderName ?? "",
          orderId,
          reason: why,
        },
      ],
      by,
    );
    await clearTaskProblems(tx, shop, skipped.value.id);
    await putAside[kind]?.(tx, shop, skipped.value, why);
    return { ok: true, value: { id } };
  });
}
