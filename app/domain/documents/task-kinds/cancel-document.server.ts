import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";
import type { DocumentReading, Made } from "#app/erp/port/readings.ts";
import { said } from "#app/erp/refusals.ts";
import { DocumentId, OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { TaskStop, problemOf } from "#app/tasks/outcome.ts";
import { keysOf } from "../plan/line-keys.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import { outdated } from "../changes/outdated.ts";
import { cancelFailed, documentReplaced } from "../changes/record-replaced.server.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  generation: z.number().int().min(1),
  clickId: z.string(),
  by: z.string(),
  /** As what the person saw it; null: it was not in the ERP any more. */
  revision: z.string().nullable(),
  /** Another document is made of the order then. */
  recreates: z.boolean(),
});
export type CancelDocument = z.infer<typeof payload>;

const result = z.object({ status: z.enum(["cancelled", "gone"]), number: z.string().nullable() });
export type CancelResult = z.infer<typeof result>;

/** Cancels the order's document in the ERP; the order lets go of it, and is given another where a document can be made of it. */
export const cancelDocument = defineTask({
  ...onErp,
  kind: "cancelDocument",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ salesDocumentId, clickId }) => `${salesDocumentId}#${clickId}`,
  async prepare(context) {
    return { evidence: null, plan: await madeOf(context) };
  },
  async lookUp(context) {
    const reading = await readIfThere(context, await madeOf(context));
    return isOver(reading) ? { found: "one", result: resultOf(reading) } : { found: "none" };
  },
  async act(context, made) {
    const reading = await readIfThere(context, made);
    if (!reading || isOver(reading)) return resultOf(reading);
    if (reading.revision !== context.payload.revision)
      throw new TaskStop(outdated(context.payload.orderId));
    const { outcome, reason, document } = await taskPort(context).port.cancelDocument(
      reading.ref,
      context,
    );
    if (outcome === "cancelled")
      return { status: "cancelled" as const, number: document.ref.number ?? null };
    throw new TaskStop(
      problemOf({
        class: "stateConflict",
        ...(reason
          ? said(reason)
          : { message: `${document.ref.number ?? document.ref.id}: ${document.status}` }),
      }),
    );
  },
  onDone: (tx, { shop, payload }, result) => documentReplaced(tx, shop, payload, result),
  onFailed: (tx, { shop, payload }, problem) => cancelFailed(tx, shop, payload, problem),
});

type Context = TaskContext<CancelDocument>;

const isOver = (reading: DocumentReading | null): boolean =>
  reading === null || reading.status === "cancelled" || reading.status === "gone";

const resultOf = (reading: DocumentReading | null): CancelResult =>
  reading
    ? { status: "cancelled", number: reading.ref.number ?? null }
    : { status: "gone", number: null };

async function madeOf({ shop, payload: { salesDocumentId, orderId } }: Context): Promise<Made> {
  const row = await db.salesDocument.findFirst({ where: { shop, id: salesDocumentId } });
  if (!row || row.erpId === null || row.state !== "created") throw new TaskStop(outdated(orderId));
  const { document } = storedPlan.read(row.plan, `document ${salesDocumentId}`);
  return {
    ref: {
      kind: row.kind as DocumentKind,
      id: row.erpId,
      ...(row.number === null ? {} : { number: row.number }),
    },
    keys: document ? keysOf(document) : [],
  };
}

/** Null: the ERP has it no more. */
async function readIfThere(context: Context, made: Made): Promise<DocumentReading | null> {
  try {
    return await taskPort(context).port.readDocument(made, context);
  } catch (error) {
    if (error instanceof ErpError && ["gone", "notFound"].includes(error.detail.class)) return null;
    throw error;
  }
}
