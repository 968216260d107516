import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentDraft, DocumentHead } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import type { DocumentPlan } from "../plan/plan.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import { placeholdersOf, resolvePlaceholders } from "../store/resolve-placeholders.ts";
import { documentKey } from "../store/subject.ts";
import { compareTotals } from "./compare-totals.ts";
import { documentCreated, documentFailed } from "./record-document.server.ts";
import type { DocumentResult } from "./results.ts";
import { documentResultSchema, refSchema } from "./results.ts";
import { numericId } from "#app/shopify/gid.ts";

const payload = z.object({
  salesDocumentId: z.string(),
  orderId: z.string(),
  subject: z.string(),
  generation: z.number().int().min(1),
  label: z.string(),
  /** Tasks that create what the draft names by placeholder. */
  customerTaskId: z.string().optional(),
  itemTaskIds: z.record(z.string(), z.string()),
});
export type CreateDocument = z.infer<typeof payload>;
type Context = TaskContext<CreateDocument>;

const keyOf = ({ subject, generation, label }: CreateDocument): ExternalKey => ({
  kind: "order",
  shopifyId: numericId(subject),
  generation,
  label,
});

/** Creates the sales document exactly as it was planned, and proves what the ERP made of it. */
export const createDocument = defineTask({
  ...onErp,
  kind: "createDocument",
  payload,
  result: documentResultSchema,
  key: ({ subject, generation }) => documentKey(subject, generation),
  async prepare(context) {
    const plan = await planOf(context);
    return { evidence: null, plan: { plan, draft: await resolved(context, plan.document) } };
  },
  async lookUp(context) {
    const found = (
      await taskPort(context).port.findDocuments(keyOf(context.payload), context)
    ).filter(({ status }) => status !== "gone");
    const [first, ...more] = found;
    if (!first) return { found: "none" };
    if (first.unfinished && more.length === 0) return { found: "none" }; // acting again finishes it
    if (more.length > 0)
      return { found: "many", ids: found.map(({ ref }) => ref.number ?? ref.id) };
    return { found: "one", result: resultOf(context, first, await planOf(context)) };
  },
  async act(context, { plan, draft }) {
    const { port } = taskPort(context);
    return resultOf(
      context,
      await port.createDocument(keyOf(context.payload), draft, context),
      plan,
    );
  },
  refuse: (_context, result) => compareTotals(result),
  onDone: (tx, context, result) => documentCreated(tx, context.shop, context.payload, result),
  onFailed: (tx, context, problem, result) =>
    documentFailed(tx, context.shop, context.payload, problem, result),
});

type StoredPlan = DocumentPlan & { document: DocumentDraft };

async function planOf({ shop, payload: { salesDocumentId } }: Context): Promise<StoredPlan> {
  const row = await db.salesDocument.findFirst({
    where: { shop, id: salesDocumentId },
    select: { plan: true },
  });
  const plan = row && storedPlan.read(row.plan, `document ${salesDocumentId}`);
  if (!plan?.document) throw new Error(`the planned document ${salesDocumentId} is not there`);
  return { ...plan, document: plan.document };
}

function resultOf(context: Context, snapshot: DocumentHead, plan: StoredPlan): DocumentResult {
  const { ref, kind, status, currency, totals } = snapshot;
  const { explicitTaxAmounts } = taskPort(context).capabilities;
  return {
    ref,
    kind,
    status,
    currency,
    totals,
    expected: plan.document.expected,
    tolerance: explicitTaxAmounts ? "0" : plan.proof.tolerance,
  };
}

async function resolved(context: Context, draft: DocumentDraft): Promise<DocumentDraft> {
  const { customer, variantIds } = placeholdersOf(draft);
  if (!customer && variantIds.length === 0) return draft;
  const { customerTaskId, itemTaskIds } = context.payload;
  const wanted = [...(customerTaskId ? [customerTaskId] : []), ...Object.values(itemTaskIds)];
  const tasks = await db.task.findMany({
    where: { shop: context.shop, id: { in: wanted } },
    select: { id: true, state: true, result: true, lastAnswer: true },
  });
  const refOf = (taskId: string | undefined, what: string): ErpRef => {
    const task = tasks.find(({ id }) => id === taskId);
    if (task?.state === "done")
      return refSchema.parse((task.result as { ref?: unknown } | null)?.ref) as ErpRef;
    if (task && task.state !== "failed" && task.state !== "skipped")
      throw new ErpError({ class: "unavailable", message: `Waits until ${what} is created.` });
    throw new ErpError({
      class: "config",
      message: `This document needs ${what}, which was not created${task?.lastAnswer ? `: ${task.lastAnswer}` : "."}`,
      action: "Let the task that creates it go again, or choose another by hand.",
    });
  };
  return resolvePlaceholders(
    draft,
    customer ? refOf(customerTaskId, "its customer") : null,
    new Map(variantIds.map((id) => [id, refOf(itemTaskIds[id], "an item")])),
  );
}
