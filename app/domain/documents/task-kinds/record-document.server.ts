import type { DocumentId, OrderId, TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { AFTER_IMPORT } from "#app/domain/orders/import/jobs.ts";
import { MARK_CONFLICTS } from "#app/domain/orders/jobs.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import {
  clearOrderProblems,
  clearSubjectProblems,
  setProblems,
} from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { isReleased } from "#app/erp/port/documents.ts";
import type { Written } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { DocumentResult } from "./results.ts";
import { documentRefused } from "../store/document-state.server.ts";
import { sourceOf, subjectOfKey } from "../store/subject.ts";
import { setDocumentState, orderGotDocument } from "#app/domain/orders/document-of-order.server.ts";

type Event = TaskEvent<"createDocument">;

interface Subject {
  salesDocumentId: DocumentId;
  orderId: OrderId;
  /** The order, or an exchange of it (store/subject.ts). */
  subject: string;
}

/** The ERP's answer on the document, the order and its timeline, and a look at what changed while the document was being made. */
export function documentCreated(
  shop: string,
  { salesDocumentId, orderId, subject, release }: Subject & { release?: true },
  { ref, kind, status }: DocumentResult,
): Written {
  const at = now();
  const number = ref.number ?? null;
  const about = { orderId, actor: "app" } as const;
  const released = release === true && isReleased(status);
  const events: Event[] = [
    { ...about, kind: "documentCreated", data: { kind, number, salesDocumentId } },
    ...(released
      ? [{ ...about, kind: "documentReleased", data: { number, salesDocumentId } } as const]
      : []),
  ];
  const document = Prisma.sql`
    document AS (
      UPDATE "SalesDocument" SET state = 'created', kind = ${kind}, "erpId" = ${ref.id}, number = ${number}, url = ${ref.url ?? null}, "erpStatus" = ${status}, "createdInErpAt" = ${at}, "releasedAt" = ${released ? at : null}
      WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid RETURNING shop, "versionId", generation, plan
    ), event AS (
      ${insertEvents<Event>(shop, events)}
    )`;
  // What an exchange or another fulfillment order sends out is no concern of the order's own document.
  const source = sourceOf(subject);
  if (source !== "task") {
    const cleared = clearSubjectProblems(shop, source, { subject, orderId }, at);
    return {
      parts: Prisma.sql`${document}, cleared AS (${cleared})`,
      // It was edited while this document was being made.
      jobs: Prisma.sql`(SELECT count(${addedJob(MARK_CONFLICTS, { shop, orderIds: [orderId] })}) FROM document d
        JOIN "Order" o ON o.shop = d.shop AND o."orderId" = ${orderId} AND o."currentVersionId" <> d."versionId")`,
    };
  }
  const parts = Prisma.sql`${document}
    , ordered AS (${orderGotDocument(orderId, kind, number)}
    ), cleared AS (${clearOrderProblems(shop, orderId, ["plan", "task", "conflict"], at)})`;
  return { parts, jobs: Prisma.sql`(SELECT count(l.job) FROM (${looksAgain(shop, orderId)}) l)` };
}

/** Of the order in the part `ordered`: what must look at it now that it has its document. */
export const looksAgain = (shop: string, orderId: OrderId): Prisma.Sql => Prisma.sql`
  -- It was read again while its document was being made: the document is of the version it was planned from (I-50).
  SELECT ${addedJob(MARK_CONFLICTS, { shop, orderIds: [orderId] })} AS job FROM ordered WHERE changed OR happened
  UNION ALL
  -- What waits for the document only is looked at now: its refunds, its exchanges and its other fulfillment orders, and where no shipment will follow, I-60 and FUL-9.
  SELECT ${addedJob(AFTER_IMPORT, { shop, orderIds: [orderId], newOrderIds: [] })} FROM ordered WHERE "nothingToShip" OR happened OR divided`;

/** Refusals that may be about a customer or an item. */
const DOUBTFUL: readonly unknown[] = ["validation", "config", "notFound", "gone"];

/** A document that was not made, or one that stands in the ERP but cannot be accepted (its number is kept then). */
export async function documentFailed(
  tx: Tx,
  shop: string,
  { salesDocumentId, orderId, subject }: Subject,
  { problem, result }: { problem: TaskProblem; result: DocumentResult | null },
): Promise<void> {
  await documentRefused(tx, shop, salesDocumentId, result);
  await subjectFailed(tx, shop, { subject, orderId }, [problem]);
  // A customer or an item that was deleted in the ERP is refused each time, until its link is gone.
  if (!result && DOUBTFUL.includes(problem.params["class"]))
    await recheckLater(tx, { shop, by: "app" }, { refusedOrder: orderId });
  await recordEvents<Event>(tx, shop, [
    { orderId, kind: "documentFailed", actor: "app", data: { problem, salesDocumentId } },
  ]);
}

/** A person put aside the task that was to create it: it is waited for no longer, and nobody is asked to act. */
export async function documentPutAside(
  tx: Tx,
  shop: string,
  { salesDocumentId, orderId, subject }: Subject,
): Promise<void> {
  await documentRefused(tx, shop, salesDocumentId, null);
  await subjectFailed(tx, shop, { subject, orderId }, []);
}

/** What the document stands for says what is wrong with it. */
async function subjectFailed(
  tx: Tx,
  shop: string,
  { subject, orderId }: Pick<Subject, "subject" | "orderId">,
  problems: TaskProblem[],
): Promise<void> {
  const source = sourceOf(subject);
  if (source === "task") await setDocumentState(tx, shop, [orderId], "failed");
  await setProblems(tx, shop, source, [{ subject, orderId, problems }]);
}

/** What a document needs first could not be created: what waits for it says so. */
export async function predecessorFailed(
  tx: Tx,
  shop: string,
  taskId: TaskId,
  problem: TaskProblem,
): Promise<void> {
  const waiting = await tx.task.findMany({
    where: { shop, afterTaskId: taskId, kind: "createDocument", state: "planned" },
    select: { key: true, orderId: true },
  });
  for (const { key, orderId } of waiting)
    if (orderId) await subjectFailed(tx, shop, { subject: subjectOfKey(key), orderId }, [problem]);
}
