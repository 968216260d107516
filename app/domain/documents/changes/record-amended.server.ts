import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { orderGotDocument } from "#app/domain/orders/document-of-order.server.ts";
import { clearOrderProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import type { TaskEvent } from "#app/domain/timeline/task-events.ts";
import { insertEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { now } from "#app/lib/clock.ts";
import type { DocumentId, OrderId } from "#app/lib/ids.ts";
import type { Written } from "#app/tasks/kind.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { looksAgain } from "../task-kinds/record-document.server.ts";
import type { DocumentResult } from "../task-kinds/results.ts";

type Event = TaskEvent<"amendDocument">;

interface Amendment {
  salesDocumentId: DocumentId;
  orderId: OrderId;
  clickId: string;
  by: string;
}

/** The document is the one of the amended plan now, its order's conflict is over, and what changed meanwhile is looked at. */
export function documentAmended(
  shop: string,
  { salesDocumentId, orderId, clickId, by }: Amendment,
  { ref, kind, status }: DocumentResult,
): Written {
  const at = now();
  const number = ref.number ?? null;
  const event: Event = {
    orderId,
    actor: by,
    kind: "documentAmended",
    data: { number, salesDocumentId },
  };
  const parts = Prisma.sql`
    document AS (
      UPDATE "SalesDocument" SET plan = amendment -> 'plan', "versionId" = (amendment ->> 'versionId')::uuid, amendment = NULL,
        total = (amendment #>> '{plan,document,expected,gross}')::numeric, "erpStatus" = ${status}, number = coalesce(${number}, number)
      WHERE shop = ${shop} AND id = ${salesDocumentId}::uuid AND amendment ->> 'clickId' = ${clickId}
      RETURNING shop, "versionId", generation, plan
    ), event AS (${insertEvents<Event>(shop, [event])}
    ), ordered AS (${orderGotDocument(orderId, kind, number)}
    ), cleared AS (${clearOrderProblems(shop, orderId, ["task", "conflict"], at)})`;
  return { parts, jobs: Prisma.sql`(SELECT count(l.job) FROM (${looksAgain(shop, orderId)}) l)` };
}

/** The document stands as it stood; its order says why. */
export async function amendmentFailed(
  tx: Tx,
  shop: string,
  { orderId, by }: Amendment,
  problem: TaskProblem,
): Promise<void> {
  await setProblems(tx, shop, "task", [{ subject: orderId, orderId, problems: [problem] }]);
  await recordEvents<Event>(tx, shop, [
    { orderId, kind: "documentAmendFailed", actor: by, data: { problem } },
  ]);
}
