import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import { onErp } from "#app/domain/erp-connections/on-erp.server.ts";
import {
  clearOrderProblems,
  clearSubjectProblems,
  setProblems,
} from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { DocumentId, OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents } from "#app/domain/timeline/timeline.server.ts";
import { documentKey, isBeside, sourceOf } from "../store/subject.ts";
import { compareTotals } from "./compare-totals.ts";
import { lookUpReleased, releaseIt } from "./release-acts.server.ts";
import { storedDocumentResult } from "./results.ts";
import { orderShowsNumber } from "#app/domain/orders/document-of-order.server.ts";

const payload = z.object({
  salesDocumentId: DocumentId,
  orderId: OrderId,
  subject: z.string(),
  generation: z.number().int().min(1),
});

type Event = TaskEvent<"releaseDocument">;

/** Releases a document that was created (SET-4), and proves its totals once more. */
export const releaseDocument = defineTask({
  ...onErp,
  kind: "releaseDocument",
  payload: storedJson("payload", payload),
  result: storedDocumentResult,
  key: ({ subject, generation }) => documentKey(subject, generation),
  prepare: nothingToPrepare,
  lookUp: (context) => lookUpReleased(context),
  act: (context) => releaseIt(context),
  refuse: (_context, result) => compareTotals(result),
  written({ shop, payload: { salesDocumentId, orderId, subject } }, { status, ref }) {
    const at = now();
    const source = sourceOf(subject);
    const data = { number: ref.number ?? null, salesDocumentId };
    // An ERP may give a document its number only now.
    return {
      parts: Prisma.sql`
        document AS (UPDATE "SalesDocument" SET "erpStatus" = ${status}, "releasedAt" = ${at}, number = coalesce(${ref.number ?? null}, number) WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid RETURNING shop, "orderId", generation, number),
        ${isBeside(subject) ? Prisma.empty : Prisma.sql`numbered AS (${orderShowsNumber()}),`}
        cleared AS (${
          source !== "task"
            ? clearSubjectProblems(shop, source, { subject, orderId }, at)
            : clearOrderProblems(shop, orderId, ["task"], at)
        }),
        event AS (${insertEvents<Event>(shop, [{ orderId, kind: "documentReleased", actor: "app", data }])})`,
    };
  },
  async onFailed(tx, { shop, payload: { orderId, subject } }, problem) {
    await setProblems(tx, shop, sourceOf(subject), [{ subject, orderId, problems: [problem] }]);
  },
});
