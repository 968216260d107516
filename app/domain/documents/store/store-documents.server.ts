import { given } from "#app/lib/given.ts";
import { DocumentId, TaskId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope, TxScope } from "#app/db/scope.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { Predecessors } from "./store-predecessors.server.ts";
import { createDocument } from "../task-kinds/create-document.server.ts";
import { releaseDocument } from "../task-kinds/release-document.server.ts";
import { writeDocumentAttribute } from "../task-kinds/write-attribute.server.ts";
import { isBeside, salesKey } from "./subject.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import type { NewEvent } from "#app/domain/timeline/events.ts";
import type { Ready } from "./ready.ts";
import type { DocumentRow } from "./document-rows.server.ts";
import { linkTasks, storeDocumentRows } from "./document-rows.server.ts";

/** What the caller's own statement has still to write: events, and queues to wake. */
export interface StoredDocuments {
  events: NewEvent[];
  queues: string[];
}

/** Stores each document as planned, with its tasks: create, then release and the attribute as the card says. */
export async function storeDocuments(
  scope: TxScope,
  ready: Ready[],
  predecessors: Predecessors,
): Promise<StoredDocuments> {
  const { tx, shop, by } = scope;
  if (ready.length === 0) return { events: [], queues: [] };
  const at = now();
  const documents = ready.map((order) => documentRow(shop, order, at));
  const ids = await storeDocumentRows(tx, shop, documents);
  const documentOf = ({ subject }: Ready) => given(ids.get(subject), `the document of ${subject}`);

  const creating = ready.map((order, index) => {
    const row = createRow(scope, order, documentOf(order), predecessors);
    return { ...row, id: documents[index]?.taskId ?? row.id };
  });
  const following = ready.flatMap((order, index) =>
    followers(scope, order, documentOf(order), given(creating[index]?.id, "a planned task's id")),
  );
  const idOf = await storeAnew(tx, [...creating, ...following]);
  // A document or a task that was there before.
  const unlinked = ready.flatMap((order, index) => {
    const planned = given(documents[index], "the planned document");
    const pair = { documentId: documentOf(order), taskId: idOf(planned.taskId) };
    return planned.id === pair.documentId && planned.taskId === pair.taskId ? [] : [pair];
  });
  if (unlinked.length > 0) await linkTasks(tx, shop, unlinked);
  return {
    events: ready.map(({ orderId, document }) => ({
      orderId,
      kind: "documentRequested",
      actor: by,
      data: { kind: document.kind },
    })),
    queues: creating.map(({ queue }) => queue),
  };
}

/** Stores tasks; those that were there before go again, and whatever follows one of them follows the stored one. Gives the stored id of each planned one. */
async function storeAnew(tx: Tx, rows: readonly TaskRow[]): Promise<(planned: TaskId) => TaskId> {
  const stored = await storeTasks(tx, [...rows], { wake: false });
  const ids = new Map(rows.map(({ id }, index) => [id, stored[index] ?? id]));
  const idOf = (planned: TaskId): TaskId => ids.get(planned) ?? planned;
  const again = rows
    .map((row) => ({ ...row, afterTaskId: row.afterTaskId ? idOf(row.afterTaskId) : null }))
    .filter(
      (row, index) => idOf(row.id) !== row.id || row.afterTaskId !== rows[index]?.afterTaskId,
    );
  await reviveTasks(tx, again);
  return idOf;
}

function documentRow(
  shop: string,
  { subject, orderId, orderName, generation, versionId, card, open, plan, document }: Ready,
  at: Date,
): DocumentRow & { taskId: TaskId } {
  return {
    shop,
    id: DocumentId.parse(randomUUID()),
    subject,
    generation,
    orderId,
    cardId: card.id,
    connectionId: open.connection.id,
    kind: document.kind,
    versionId,
    taskId: TaskId.parse(randomUUID()),
    externalKey: renderExternalKey(salesKey(subject, generation, orderName)),
    plan: storedPlan.store(plan),
    state: "planned",
    currency: document.currency,
    total: document.expected.gross,
    createdAt: at,
  };
}

const releases = ({ settings }: Ready["card"], { capabilities }: Ready["open"]): boolean =>
  settings.autoRelease && capabilities.release;

function createRow(
  { shop, by }: Scope,
  { subject, orderId, orderName, generation, card, open }: Ready,
  salesDocumentId: DocumentId,
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
      subject,
      generation,
      label: orderName,
      itemTaskIds,
      ...(releases(card, open) && open.capabilities.releaseOnCreate
        ? { release: true as const }
        : {}),
      ...(customerTaskId ? { customerTaskId } : {}),
    },
  });
}

function followers(
  { shop, by }: Scope,
  { subject, orderId, orderName, generation, card, open }: Ready,
  salesDocumentId: DocumentId,
  afterTaskId: TaskId,
): TaskRow[] {
  const common = { shop, orderId, orderName, afterTaskId, createdBy: by };
  return [
    ...(releases(card, open) && !open.capabilities.releaseOnCreate
      ? [
          planTask(releaseDocument, {
            ...common,
            connection: { id: open.connection.id, parallel: open.capabilities.rate.parallel },
            payload: { salesDocumentId, orderId, subject, generation },
          }),
        ]
      : []),
    // The attribute has room for one number: that of the order's own document.
    ...(card.settings.documentNumberAttribute && !isBeside(subject)
      ? [
          planTask(writeDocumentAttribute, {
            ...common,
            payload: { orderId, cardId: card.id, subject, generation },
          }),
        ]
      : []),
  ];
}
