import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentDraft, DocumentKind } from "#app/erp/port/documents.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { DocumentId, OrderId, TaskId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { TaskStop, problemOf } from "#app/tasks/outcome.ts";
import { expectedWith } from "../changes/amended-result.ts";
import { documentAmended, amendmentFailed } from "../changes/record-amended.server.ts";
import { outdated } from "../changes/outdated.ts";
import { keysOf } from "../plan/line-keys.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import { storedAmendment } from "../changes/stored-amendment.ts";
import { salesKey } from "../store/subject.ts";
import { compareTotals } from "./compare-totals.ts";
import { resolvedDraft } from "./created-before.server.ts";
import { resultOf } from "./planned-document.server.ts";
import { storedDocumentResult } from "./results.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  subject: z.string(),
  generation: z.number().int().min(1),
  label: z.string(),
  /** The click that asked for it: another click is another amendment. */
  clickId: z.string(),
  by: z.string(),
  /** Tasks that create what the draft names by placeholder. */
  customerTaskId: TaskId.optional(),
  itemTaskIds: z.record(z.string(), TaskId),
});
export type AmendDocument = z.infer<typeof payload>;
type Context = TaskContext<AmendDocument>;

/** Makes the order's document in the ERP say what the order says now, and proves it again. Asking the ERP twice changes nothing twice. */
export const amendDocument = defineTask({
  ...onErp,
  kind: "amendDocument",
  personal: true,
  payload: storedJson("payload", payload),
  result: storedDocumentResult,
  key: ({ salesDocumentId, clickId }) => `${salesDocumentId}#${clickId}`,
  async prepare(context) {
    return { evidence: null, plan: await wanted(context) };
  },
  async act(context, { made, revision, draft, plan }) {
    const { subject, generation, label } = context.payload;
    const ask = (): Promise<DocumentReading> =>
      taskPort(context).port.amendDocument(
        salesKey(subject, generation, label),
        { ...made, revision },
        draft,
        context,
      );
    const reading = await ask()
      // Two calls may have met; what people changed is still changed when asked again.
      .catch((error: unknown) => (isStale(error) ? ask() : Promise.reject(error as Error)))
      .catch((error: unknown) => {
        if (!(error instanceof ErpError)) throw error;
        if (isStale(error)) throw new TaskStop(outdated(context.payload.orderId, error.detail));
        // It is sure that nothing was changed.
        if (error.detail.class === "stateConflict") throw new TaskStop(problemOf(error.detail));
        throw error;
      });
    const result = resultOf(context, reading, { ...plan, document: draft });
    return { ...result, expected: expectedWith(draft.expected, reading) };
  },
  refuse: (_context, result) => compareTotals(result),
  written: ({ shop, payload }, result) => documentAmended(shop, payload, result),
  onFailed: (tx, { shop, payload }, problem) => amendmentFailed(tx, shop, payload, problem),
});

const isStale = (error: unknown): boolean =>
  error instanceof ErpError && error.detail.class === "versionConflict";

/** The stored amendment, as long as it is the last one asked for and of the order as it is now. */
async function wanted(context: Context) {
  const { shop, payload } = context;
  const { salesDocumentId, orderId, clickId } = payload;
  const row = await db.salesDocument.findFirst({ where: { shop, id: salesDocumentId } });
  const order = await db.order.findUnique({ where: { shop_orderId: { shop, orderId } } });
  const amendment = row?.amendment
    ? storedAmendment.read(row.amendment, `document ${salesDocumentId}`)
    : null;
  if (row?.state !== "created" || row.erpId === null || amendment?.clickId !== clickId)
    throw new TaskStop(outdated(orderId));
  if (order?.currentVersionId !== amendment.versionId) throw new TaskStop(outdated(orderId));
  const { plan, revision, versionId } = amendment;
  if (!plan.document) throw new Error(`the amendment of ${salesDocumentId} has no document`);
  const draft = await resolvedDraft(context, plan.document);
  if (draft !== plan.document)
    await keepDraft(context, { clickId, versionId, revision, plan }, draft);
  const ref: ErpRef = {
    kind: row.kind as DocumentKind,
    id: row.erpId,
    ...(row.number ? { number: row.number } : {}),
  };
  const before = storedPlan.read(row.plan, `document ${salesDocumentId}`).document;
  return { made: { ref, keys: before ? keysOf(before) : [] }, revision, draft, plan };
}

/** What was created for it is named in the plan that the document will have. */
async function keepDraft(
  { shop, payload: { salesDocumentId, clickId } }: Context,
  amendment: Parameters<typeof storedAmendment.store>[0],
  document: DocumentDraft,
): Promise<void> {
  const stored = storedAmendment.store({ ...amendment, plan: { ...amendment.plan, document } });
  await db.$executeRaw`
    UPDATE "SalesDocument" SET amendment = ${JSON.stringify(stored)}::jsonb
    WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid AND amendment ->> 'clickId' = ${clickId}`;
}
