import { CREDIT_KINDS } from "#app/erp/port/documents.ts";
import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import type { DocumentPlan } from "../plan/plan.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import { createDocument } from "../task-kinds/create-document.server.ts";
import { storedRef } from "../task-kinds/results.ts";
import { isBeside } from "./subject.ts";
import { placeholdersOf, resolvePlaceholders } from "./resolve-placeholders.ts";

export interface MadeOrderDocument {
  row: SalesDocument;
  plan: DocumentPlan;
  /** As it stands in the ERP: with the customer and the items that were created for it. */
  draft: DocumentDraft;
  /** What its exchanges and its other fulfillment orders send out, each as it stands in the ERP. */
  exchanges: DocumentDraft[];
}

/**
 * The document each of these orders has in the ERP, with those beside it; orders without one are left out. Null:
 * there is one, but what is stored of it or of an exchange cannot be read (logged), which hurts no other.
 */
export async function madeDocuments(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Map<string, MadeOrderDocument | null>> {
  const orders = await db.order.findMany({
    where: { shop, orderId: { in: [...orderIds] }, documentState: "created" },
    select: { orderId: true, generation: true },
  });
  const rows = await db.salesDocument.findMany({
    where: {
      shop,
      orderId: { in: orders.map(({ orderId }) => orderId) },
      kind: { notIn: [...CREDIT_KINDS] },
      state: "created",
      erpId: { not: null },
    },
    orderBy: { createdAt: "asc" },
  });
  const current = rows.filter(
    ({ subject, generation }) =>
      isBeside(subject) ||
      orders.some((order) => order.orderId === subject && order.generation === generation),
  );
  const drafts = readEach(current, (row) => {
    const plan = storedPlan.read(row.plan, `document ${row.id}`);
    return plan.document && { row, plan, draft: plan.document };
  }).filter((one) => one !== null);
  const created = await createdFor(shop, drafts);
  const resolved = readEach(drafts, ({ row, plan, draft }) => {
    const { customer, items } = created(row);
    return { row, plan, draft: resolvePlaceholders(draft, customer, items, `document ${row.id}`) };
  });
  const made = new Map(resolved.map((one) => [one.row.id, one]));
  const beside = current.filter(({ subject }) => isBeside(subject));
  return new Map(
    current
      .filter(({ subject }) => !isBeside(subject))
      .map((row) => {
        const own = made.get(row.id);
        const of = beside.filter(({ orderId }) => orderId === row.orderId);
        const exchanges = of.flatMap(({ id }) => made.get(id)?.draft ?? []);
        return [row.subject, own && exchanges.length === of.length ? { ...own, exchanges } : null];
      }),
  );
}

/** The customer and the items that were created for documents; the plan as it was stored has placeholders in their place. */
async function createdFor(
  shop: string,
  documents: readonly { row: SalesDocument; draft: DocumentDraft }[],
): Promise<(row: SalesDocument) => { customer: ErpRef | null; items: Map<string, ErpRef> }> {
  const open = documents.filter(({ draft }) => {
    const { customer, variantIds } = placeholdersOf(draft);
    return customer || variantIds.length > 0;
  });
  const creating = await tasksOf(
    shop,
    open.flatMap(({ row }) => row.taskId ?? []),
  );
  const makers = new Map(
    readEach(creating, ({ id, payload }) => [
      id,
      createDocument.payload.read(payload, `task ${id}`),
    ]),
  );
  const before = [...makers.values()].flatMap(({ customerTaskId, itemTaskIds }) => [
    ...(customerTaskId ? [customerTaskId] : []),
    ...Object.values(itemTaskIds),
  ]);
  const done = (await tasksOf(shop, before)).filter(({ state }) => state === "done");
  const refs = new Map(
    readEach(done, ({ id, result }) => [id, storedRef.read(result, `task ${id}`).ref as ErpRef]),
  );
  return ({ taskId }) => {
    const maker = taskId ? makers.get(taskId) : undefined;
    const items = Object.entries(maker?.itemTaskIds ?? {}).flatMap(([variantId, id]) => {
      const ref = refs.get(id);
      return ref ? [[variantId, ref] as const] : [];
    });
    return {
      customer: (maker?.customerTaskId && refs.get(maker.customerTaskId)) ?? null,
      items: new Map(items),
    };
  };
}

const tasksOf = async (shop: string, ids: TaskId[]) =>
  ids.length === 0 ? [] : db.task.findMany({ where: { shop, id: { in: ids } } });
