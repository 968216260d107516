import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearTaskProblems } from "#app/domain/problems/problems.server.ts";
import type { Result } from "#app/lib/result.ts";
import * as tasks from "#app/tasks/task-actions.server.ts";
import { recordSkipped } from "./record-skipped.server.ts";

export type SkipRefusal = tasks.ActionRefusal | { kind: "reason-missing" };

/**
 * Puts a task aside for good, with a reason: it is listed as skipped (TSK-4), and nobody is asked
 * to act on it any more.
 */
export async function skipTask(
  shop: string,
  id: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, SkipRefusal>> {
  return db.$transaction(async (tx) => {
    const skipped = await tasks.skipTask(tx, shop, id, { reason, by });
    if (!skipped.ok) return skipped;
    const { kind, orderId, orderName, text } = skipped.value;
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "task",
          recordId: id,
          number: orderName ?? "",
          orderId,
          reason: problem("skipped-by-hand", { by, text, task: kind }),
        },
      ],
      by,
    );
    await clearTaskProblems(tx, shop, skipped.value.id);
    return { ok: true, value: { id } };
  });
}
