import { z } from "zod";
import { compareTotals } from "#app/domain/documents/task-kinds/compare-totals.ts";
import {
  lookUpDocument,
  plannedDocument,
  resultOf,
} from "#app/domain/documents/task-kinds/planned-document.server.ts";
import { storedDocumentResult } from "#app/domain/documents/task-kinds/results.ts";
import { documentKey } from "#app/domain/documents/store/subject.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { DocumentId, OrderId, RefundId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { lookAtFeed, stopIfCredited } from "../by-hand/look-first.server.ts";
import { memoKey } from "../subject.ts";
import { memoCreated, memoFailed } from "./record-memo.server.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  refundId: RefundId,
  generation: z.number().int().min(1),
  label: z.string(),
});
type Context = TaskContext<z.infer<typeof payload>>;

const planOf = ({ shop, payload: { salesDocumentId } }: Context) =>
  plannedDocument(shop, salesDocumentId);
const keyOf = ({ payload: memo }: Context) => memoKey(memo, memo.label);

/** Creates a refund's credit memo exactly as it was planned, and proves what the ERP made of it. */
export const createCreditMemo = defineTask({
  ...onErp,
  kind: "createCreditMemo",
  personal: true,
  preparesAhead: true,
  payload: storedJson("payload", payload),
  result: storedDocumentResult,
  key: ({ refundId, generation }) => documentKey(refundId, generation),
  async prepare(context) {
    await lookAtFeed(context, taskPort(context));
    return { evidence: null, plan: await planOf(context) };
  },
  lookUp: async (context) => lookUpDocument(context, keyOf(context), () => planOf(context)),
  async act(context, plan) {
    await stopIfCredited(context.shop, context.payload);
    const { port } = taskPort(context);
    return resultOf(
      context,
      await port.createDocument(keyOf(context), plan.document, context),
      plan,
    );
  },
  refuse: (_context, result) => compareTotals(result),
  onDone: (tx, { shop, payload: memo }, result) => memoCreated(tx, shop, memo, result),
  onFailed: (tx, { shop, payload: memo }, problem, result) =>
    memoFailed(tx, shop, memo, { problem, result }),
});
