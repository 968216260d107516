import { z } from "zod";
import { compareTotals } from "#app/domain/documents/task-kinds/compare-totals.ts";
import { lookUpReleased, releaseIt } from "#app/domain/documents/task-kinds/release-acts.server.ts";
import { storedDocumentResult } from "#app/domain/documents/task-kinds/results.ts";
import { documentKey } from "#app/domain/documents/store/subject.ts";
import { onErp } from "#app/domain/erp-connections/on-erp.server.ts";
import { DocumentId, OrderId, RefundId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { memoNotReleased, memoReleased } from "./record-memo.server.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  refundId: RefundId,
  generation: z.number().int().min(1),
});

/** Releases a credit memo that was created, whatever the shop card says of sales documents, and proves its totals once more. */
export const releaseCreditMemo = defineTask({
  ...onErp,
  kind: "releaseCreditMemo",
  payload: storedJson("payload", payload),
  result: storedDocumentResult,
  key: ({ refundId, generation }) => documentKey(refundId, generation),
  prepare: nothingToPrepare,
  lookUp: (context) => lookUpReleased(context),
  act: (context) => releaseIt(context),
  refuse: (_context, result) => compareTotals(result),
  onDone: (tx, { shop, payload: memo }, result) => memoReleased(tx, shop, memo, result),
  onFailed: (tx, { shop, payload: memo }, problem) => memoNotReleased(tx, shop, memo, problem),
});
