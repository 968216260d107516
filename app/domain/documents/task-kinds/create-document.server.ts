import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { isReleased } from "#app/erp/port/documents.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { DocumentId, OrderId, TaskId } from "#app/lib/ids.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { documentKey, salesKey } from "../store/subject.ts";
import { compareTotals } from "./compare-totals.ts";
import { resolvedDraft } from "./created-before.server.ts";
import { documentCreated, documentFailed } from "./record-document.server.ts";
import { lookUpDocument, plannedDocument, resultOf } from "./planned-document.server.ts";
import { releaseDocument } from "./release-document.server.ts";
import { storedDocumentResult } from "./results.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  subject: z.string(),
  generation: z.number().int().min(1),
  label: z.string(),
  /** Released as well: by the call that creates it, or by a task that follows. */
  release: z.literal(true).exactOptional(),
  /** Tasks that create what the draft names by placeholder. */
  customerTaskId: TaskId.optional(),
  itemTaskIds: z.record(z.string(), TaskId),
});
export type CreateDocument = z.infer<typeof payload>;
type Context = TaskContext<CreateDocument>;

const planOf = ({ shop, payload: { salesDocumentId } }: Context) =>
  plannedDocument(shop, salesDocumentId);

const keyOf = ({ subject, generation, label }: CreateDocument): ExternalKey =>
  salesKey(subject, generation, label);

/** Creates the sales document exactly as it was planned, and proves what the ERP made of it. */
export const createDocument = defineTask({
  ...onErp,
  kind: "createDocument",
  personal: true,
  preparesAhead: true,
  payload: storedJson("payload", payload),
  result: storedDocumentResult,
  key: ({ subject, generation }) => documentKey(subject, generation),
  async prepare(context) {
    const plan = await planOf(context);
    return { evidence: null, plan: { plan, draft: await resolvedDraft(context, plan.document) } };
  },
  lookUp: async (context) => lookUpDocument(context, keyOf(context.payload), () => planOf(context)),
  async act(context, { plan, draft }) {
    const { port } = taskPort(context);
    return resultOf(
      context,
      await port.createDocument(
        keyOf(context.payload),
        context.payload.release ? { ...draft, release: true } : draft,
        context,
      ),
      plan,
    );
  },
  refuse: (_context, result) => compareTotals(result),
  written: (context, result) => ({
    ...documentCreated(context.shop, context.payload, result),
    ...(context.payload.release && !isReleased(result.status)
      ? { then: (tx) => releaseLater(tx, context) }
      : {}),
  }),
  onFailed: (tx, context, problem, result) =>
    documentFailed(tx, context.shop, context.payload, { problem, result }),
});

/** It was left open because its totals were wrong, and they have been put right since. */
async function releaseLater(
  tx: Tx,
  {
    shop,
    taskId,
    connection,
    payload: { salesDocumentId, orderId, subject, generation, label },
  }: Context,
): Promise<void> {
  const { capabilities } = taskPort({ connection });
  await enqueueTask(tx, releaseDocument, {
    shop,
    connection: { id: connection?.id ?? "", parallel: capabilities.rate.parallel },
    orderId,
    orderName: label,
    afterTaskId: taskId,
    createdBy: "app",
    payload: { salesDocumentId, orderId, subject, generation },
  });
}
