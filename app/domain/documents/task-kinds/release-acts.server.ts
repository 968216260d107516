import { taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { isReleased } from "#app/erp/port/documents.ts";
import type { DocumentHead } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { LookUp, TaskContext } from "#app/tasks/kind.ts";
import { compareTotals } from "./compare-totals.ts";
import type { DocumentResult } from "./results.ts";
import { resultBefore } from "./results.ts";

const after = (
  context: TaskContext<unknown>,
  { ref, kind, status, currency, totals }: DocumentHead,
): DocumentResult => ({ ...resultBefore(context), ref, kind, status, currency, totals });

/** Whether the document that the task before this one made is released already. */
export async function lookUpReleased(
  context: TaskContext<unknown>,
): Promise<LookUp<DocumentResult>> {
  const document = await taskPort(context).port.getDocument(
    resultBefore(context).ref as ErpRef,
    context,
  );
  return isReleased(document.status)
    ? { found: "one", result: after(context, document) }
    : { found: "none" };
}

export async function releaseIt(context: TaskContext<unknown>): Promise<DocumentResult> {
  const { port } = taskPort(context);
  const ref = resultBefore(context).ref as ErpRef;
  try {
    return after(context, await port.releaseDocument(ref, context));
  } catch (error) {
    if (!(error instanceof ErpError) || error.detail.class !== "versionConflict") throw error;
    // Somebody changed it since it was made. As it stands now it is released if it still comes to its totals, and only as it stands now.
    const now = await port.getDocument(ref, context);
    const refusal = compareTotals(after(context, now));
    if (refusal) throw new ErpError(refusal);
    return after(context, await port.releaseDocument(now.ref, context));
  }
}
