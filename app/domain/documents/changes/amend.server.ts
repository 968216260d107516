import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Scope, TxScope } from "#app/db/scope.ts";
import type { OrderId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { wakeQueues } from "#app/tasks/wake.server.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { planOrders } from "../plan/plan-orders.server.ts";
import type { Ready } from "../store/ready.ts";
import { readyOf } from "../store/ready.ts";
import { storePredecessors } from "../store/store-predecessors.server.ts";
import { amendDocument } from "../task-kinds/amend-document.server.ts";
import type { ChangeRefusal } from "./begin.server.ts";
import { beginChange } from "./begin.server.ts";
import { storedAmendment } from "./stored-amendment.ts";

export type AmendRefusal = ChangeRefusal | { kind: "no-document" } | { kind: "elsewhere" };

/** As what the person saw the document, and which click it was. */
export interface Seen {
  clickId: string;
  revision: string;
}

/** Lets the ERP's document be made to say what the order says now. */
export async function requestAmendment(
  scope: Scope,
  orderId: OrderId,
  seen: Seen,
): Promise<Result<null, AmendRefusal>> {
  const [planned] = await planOrders(scope.shop, [orderId], randomUUID());
  if (!planned) return err({ kind: "not-found" });
  return storeAmendment(scope, planned, seen);
}

/** The same for an order that was planned. */
export async function storeAmendment(
  { shop, by }: Scope,
  planned: PlannedOrder,
  seen: Seen,
): Promise<Result<null, AmendRefusal>> {
  const { orderId, generation } = planned.order.row;
  const ready = readyOf(planned, orderId, generation);
  if (!ready) return err({ kind: "no-document" });
  return db.$transaction(async (tx) => store({ tx, shop, by }, ready, seen));
}

async function store(
  scope: TxScope,
  ready: Ready,
  { clickId, revision }: Seen,
): Promise<Result<null, AmendRefusal>> {
  const { tx, shop, by } = scope;
  const { orderId, versionId, plan, open } = ready;
  const key = (id: string): string => `${id}#${clickId}`;
  const begun = await beginChange(tx, shop, { orderId, versionId, key });
  if (!begun.ok) return begun;
  const { document, orderName } = begun.value;
  if (document.connectionId !== open.connection.id) return err({ kind: "elsewhere" });
  const { ids, queues } = await storePredecessors(scope, [ready]);
  const { customerTaskId, itemTaskIds } = ids.get(orderId) ?? { itemTaskIds: {} };
  const afterTaskId = customerTaskId ?? Object.values(itemTaskIds).at(-1);
  await tx.salesDocument.updateMany({
    where: { shop, id: document.id },
    data: { amendment: storedAmendment.store({ clickId, versionId, revision, plan }) },
  });
  const task = planTask(amendDocument, {
    shop,
    connection: { id: document.connectionId, parallel: open.capabilities.rate.parallel },
    orderId,
    orderName,
    createdBy: by,
    ...(afterTaskId ? { afterTaskId } : {}),
    payload: {
      ...{ salesDocumentId: document.id, orderId, subject: orderId, generation: ready.generation },
      ...{ label: orderName, clickId, by, itemTaskIds },
      ...(customerTaskId ? { customerTaskId } : {}),
    },
  });
  await storeTasks(tx, [task], { wake: false });
  await wakeQueues(
    tx,
    [...queues, task.queue].map((queue) => ({ shop, queue })),
  );
  return ok(null);
}
