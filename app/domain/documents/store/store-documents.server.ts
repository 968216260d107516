import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope, TxScope } from "#app/db/scope.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { Predecessors } from "./store-predecessors.server.ts";
import { createDocument } from "../task-kinds/create-document.server.ts";
import { releaseDocument } from "../task-kinds/release-document.server.ts";
import { writeDocumentAttribute } from "../task-kinds/write-attribute.server.ts";
import { numericId } from "#app/shopify/gid.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { Ready } from "./ready.ts";

/** Stores each document as planned, with its tasks: create, then release and the attribute as the card says. Returns the queues to wake. */
export async function storeDocuments(
  scope: TxScope,
  ready: Ready[],
  predecessors: Predecessors,
): Promise<string[]> {
  const { tx, shop, by } = scope;
  if (ready.length === 0) return [];
  const at = now();
  const documents = ready.map((order) => documentRow(shop, order, at));
  const stored = await tx.salesDocument.createManyAndReturn({
    data: documents,
    skipDuplicates: true,
    select: { id: true },
  });
  const fresh = new Set(stored.map(({ id }) => id));
  const replanned = documents.filter(({ id }) => !fresh.has(id));
  const ids = new Map(documents.map(({ subject, id }) => [subject, id]));
  for (const row of replanned) ids.set(row.subject, await replan(tx, shop, row));

  const creating = ready.map((order) =>
    createRow(scope, order, ids.get(order.orderId) ?? "", predecessors),
  );
  const taskIds = await storeTasks(tx, creating, { wake: false });
  await reviveTasks(
    tx,
    creating.filter((row, index) => taskIds[index] !== row.id),
  );
  const following = ready.flatMap((order, index) =>
    followers(scope, order, ids.get(order.orderId) ?? "", taskIds[index] ?? ""),
  );
  const followerIds = await storeTasks(tx, following, { wake: false });
  await reviveTasks(
    tx,
    following.filter((row, index) => followerIds[index] !== row.id),
  );
  await linkTasks(
    tx,
    shop,
    ready.map((order, index) => ({
      documentId: ids.get(order.orderId) ?? "",
      taskId: taskIds[index] ?? "",
    })),
  );
  await recordEvents(
    tx,
    shop,
    ready.map(({ orderId, document }) => ({
      orderId,
      kind: "documentRequested",
      actor: by,
      data: { kind: document.kind },
    })),
  );
  return creating.map(({ queue }) => queue);
}

type DocumentRow = Prisma.SalesDocumentCreateManyInput & { id: string };

function documentRow(
  shop: string,
  { orderId, orderName, generation, versionId, card, open, plan, document }: Ready,
  at: Date,
): DocumentRow {
  return {
    shop,
    id: randomUUID(),
    subject: orderId,
    generation,
    orderId,
    cardId: card.id,
    connectionId: open.connection.id,
    kind: document.kind,
    versionId,
    externalKey: renderExternalKey({
      kind: "order",
      shopifyId: numericId(orderId),
      generation,
      label: orderName,
    }),
    plan: storedPlan.store(plan),
    state: "planned",
    currency: document.currency,
    total: document.expected.gross,
    createdAt: at,
  };
}

/**
 * A document that could not be made before is planned anew, unless an earlier call may have had an effect: then the plan it was made with
 * stays, so that what is found can be proved against it.
 */
async function replan(tx: Tx, shop: string, row: DocumentRow): Promise<string> {
  const before = await tx.salesDocument.findUniqueOrThrow({
    where: { shop_subject_generation: { shop, subject: row.subject, generation: row.generation } },
  });
  const task = before.taskId
    ? await tx.task.findFirst({
        where: { shop, id: before.taskId },
        select: { sentAt: true, claimedBy: true },
      })
    : null;
  if (before.erpId !== null || (task !== null && (task.sentAt !== null || task.claimedBy !== null)))
    return before.id;
  const { cardId, connectionId, kind, versionId, plan, currency, total } = row;
  await tx.salesDocument.updateMany({
    where: { shop, id: before.id },
    data: { cardId, connectionId, kind, versionId, plan, currency, total, state: "planned" },
  });
  return before.id;
}

function createRow(
  { shop, by }: Scope,
  { orderId, orderName, generation, open }: Ready,
  salesDocumentId: string,
  predecessors: Predecessors,
): TaskRow {
  const { customerTaskId, itemTaskIds } = predecessors.get(orderId) ?? { itemTaskIds: {} };
  const afterTaskId = customerTaskId ?? Object.values(itemTaskIds).at(-1);
  return planTask(createDocument, {
    shop,
    connection: { id: open.connection.id, parallel: open.capabilities.rate.parallel },
    orderId,
    orderName,
    createdBy: by,
    ...(afterTaskId ? { afterTaskId } : {}),
    payload: {
      salesDocumentId,
      orderId,
      subject: orderId,
      generation,
      label: orderName,
      itemTaskIds,
      ...(customerTaskId ? { customerTaskId } : {}),
    },
  });
}

function followers(
  { shop, by }: Scope,
  { orderId, orderName, generation, card, open }: Ready,
  salesDocumentId: string,
  afterTaskId: string,
): TaskRow[] {
  const common = { shop, orderId, orderName, afterTaskId, createdBy: by };
  return [
    ...(card.settings.autoRelease && open.capabilities.release
      ? [
          planTask(releaseDocument, {
            ...common,
            connection: { id: open.connection.id, parallel: open.capabilities.rate.parallel },
            payload: { salesDocumentId, orderId, subject: orderId, generation },
          }),
        ]
      : []),
    ...(card.settings.documentNumberAttribute
      ? [
          planTask(writeDocumentAttribute, {
            ...common,
            payload: { orderId, cardId: card.id, subject: orderId, generation },
          }),
        ]
      : []),
  ];
}

async function linkTasks(
  tx: Tx,
  shop: string,
  pairs: { documentId: string; taskId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SalesDocument" d SET "taskId" = p."taskId" FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS p("documentId" uuid, "taskId" uuid)
    WHERE d.shop = ${shop} AND d.id = p."documentId" AND d."taskId" IS DISTINCT FROM p."taskId"`;
}
