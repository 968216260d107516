import { z } from "zod";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { setProblems, clearOrderProblems } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentHead, DocumentStatus } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";
import { documentKey } from "../store/subject.ts";
import { compareTotals } from "./compare-totals.ts";
import type { DocumentResult } from "./results.ts";
import { documentResultSchema } from "./results.ts";
import { orderShowsNumber } from "#app/domain/orders/document-of-order.server.ts";

const payload = z.object({
  salesDocumentId: z.string(),
  orderId: z.string(),
  subject: z.string(),
  generation: z.number().int().min(1),
});
export type ReleaseDocument = z.infer<typeof payload>;

const RELEASED: readonly DocumentStatus[] = [
  "released",
  "partiallyShipped",
  "shipped",
  "partiallyInvoiced",
  "invoiced",
  "closed",
];

/** What the task before this one created. */
const created = ({ predecessorResult }: TaskContext<ReleaseDocument>): DocumentResult =>
  documentResultSchema.parse(predecessorResult);

const after = (
  context: TaskContext<ReleaseDocument>,
  { ref, kind, status, currency, totals }: DocumentHead,
): DocumentResult => ({ ...created(context), ref, kind, status, currency, totals });

/** Releases a document that was created (SET-4), and proves its totals once more. */
export const releaseDocument = defineTask({
  ...onErp,
  kind: "releaseDocument",
  payload,
  result: documentResultSchema,
  key: ({ subject, generation }) => documentKey(subject, generation),
  prepare: nothingToPrepare,
  async lookUp(context) {
    const document = await taskPort(context).port.getDocument(
      created(context).ref as ErpRef,
      context,
    );
    return RELEASED.includes(document.status)
      ? { found: "one", result: after(context, document) }
      : { found: "none" };
  },
  async act(context) {
    const { port } = taskPort(context);
    const ref = created(context).ref as ErpRef;
    try {
      return after(context, await port.releaseDocument(ref, context));
    } catch (error) {
      if (!(error instanceof ErpError) || error.detail.class !== "versionConflict") throw error;
      // Somebody changed it since it was made. As it stands now it is released if it still comes to the order's totals, and only as it stands now.
      const now = await port.getDocument(ref, context);
      const refusal = compareTotals(after(context, now));
      if (refusal) throw new ErpError(refusal);
      return after(context, await port.releaseDocument(now.ref, context));
    }
  },
  refuse: (_context, result) => compareTotals(result),
  async onDone(tx, { shop, payload: { salesDocumentId, orderId } }, { status, ref }) {
    const at = now();
    const data = { number: ref.number ?? null, salesDocumentId };
    // An ERP may give a document its number only now.
    await tx.$executeRaw`
      WITH document AS (UPDATE "SalesDocument" SET "erpStatus" = ${status}, "releasedAt" = ${at}, number = coalesce(${ref.number ?? null}, number) WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid RETURNING shop, "orderId", generation, number),
      numbered AS (${orderShowsNumber()}),
      cleared AS (${clearOrderProblems(shop, orderId, ["task"], at)})
      ${insertEvents(shop, [{ orderId, kind: "documentReleased", actor: "app", data }])}`;
  },
  async onFailed(tx, { shop, payload: { orderId } }, problem) {
    await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [problem] }]);
  },
});
