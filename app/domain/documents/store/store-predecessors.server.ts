import type { OrderId, TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Scope, TxScope } from "#app/db/scope.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import { createCustomer } from "../task-kinds/create-customer.server.ts";
import { createItem } from "../task-kinds/create-item.server.ts";
import type { NewCustomer } from "#app/domain/mapping/customers/new-customer.ts";
import type { Ready } from "./ready.ts";

/** Tasks that create what a document needs first, by order. */
export type Predecessors = ReadonlyMap<
  string,
  { customerTaskId?: TaskId; itemTaskIds: Record<string, TaskId> }
>;

interface Wanted {
  orderId: OrderId;
  /** What it creates: "customer" or a variant gid. */
  what: string;
  /** Link that its task keeps; without the link, a finished task's result is not to be used any more. */
  link: string | undefined;
  prefix: string;
  row(generation: number): TaskRow;
}

/** Customers and items to create before the documents: each once, though many orders need it. */
export async function storePredecessors(
  scope: TxScope,
  ready: Ready[],
): Promise<{ ids: Predecessors; queues: string[] }> {
  const { tx, shop } = scope;
  const wanted = ready.flatMap((order) => [
    ...(order.plan.newCustomer ? [customer(scope, order, order.plan.newCustomer)] : []),
    ...order.plan.newItems.map((item) => newItem(scope, order, item)),
  ]);
  if (wanted.length === 0) return { ids: new Map(), queues: [] };
  const generations = await generationsOf(tx, shop, wanted);
  const rows = wanted.map((one) => one.row(generations.get(one.prefix) ?? 1));
  // In one order, so that batches at work side by side do not wait for each other in a circle.
  const distinct = [...new Map(rows.map((row) => [`${row.kind}\n${row.key}`, row])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  const stored = await storeTasks(tx, distinct, { wake: false });
  await reviveTasks(
    tx,
    distinct.filter((row, index) => stored[index] !== row.id),
  );
  const idOf = new Map(
    distinct.map((row, index) => [`${row.kind}\n${row.key}`, stored[index] ?? row.id]),
  );
  const ids = new Map<string, { customerTaskId?: TaskId; itemTaskIds: Record<string, TaskId> }>();
  wanted.forEach((one, index) => {
    const row = rows[index];
    const id = row && idOf.get(`${row.kind}\n${row.key}`);
    if (!id) throw new Error("a stored task has an id");
    const entry = ids.get(one.orderId) ?? { itemTaskIds: {} };
    ids.set(
      one.orderId,
      one.what === "customer"
        ? { ...entry, customerTaskId: id }
        : { ...entry, itemTaskIds: { ...entry.itemTaskIds, [one.what]: id } },
    );
  });
  return { ids, queues: distinct.map(({ queue }) => queue) };
}

function customer(
  { shop, by }: Scope,
  { orderId, orderName, open }: Ready,
  { shopifyId, link, data }: NewCustomer,
): Wanted {
  const { id: connectionId } = open.connection;
  return {
    orderId,
    what: "customer",
    link,
    prefix: `${connectionId}/${shopifyId}/`,
    row: (generation) =>
      planTask(createCustomer, {
        shop,
        connection: { id: connectionId, parallel: open.capabilities.rate.parallel },
        orderId,
        orderName,
        createdBy: by,
        payload: {
          connectionId,
          shopifyId,
          generation,
          label: orderName,
          data,
          ...(link === undefined ? {} : { link }),
        },
      }),
  };
}

function newItem(
  { shop, by }: Scope,
  { orderId, orderName, open }: Ready,
  { variantId, data }: Ready["plan"]["newItems"][number],
): Wanted {
  const { id: connectionId } = open.connection;
  return {
    orderId,
    what: variantId,
    link: variantId,
    prefix: `${connectionId}/${variantId}/`,
    row: (generation) =>
      planTask(createItem, {
        shop,
        connection: { id: connectionId, parallel: open.capabilities.rate.parallel },
        orderId,
        orderName,
        createdBy: by,
        payload: {
          connectionId,
          variantId,
          generation,
          label: data.number ?? orderName,
          data,
        },
      }),
  };
}

/**
 * A finished task is used as it is while its link stands (another order was just faster). When the link was taken away, its customer or
 * item is not wanted any more, and the next generation makes another.
 */
async function generationsOf(tx: Tx, shop: string, wanted: Wanted[]): Promise<Map<string, number>> {
  const prefixes = [...new Set(wanted.map(({ prefix }) => prefix))];
  const tasks = await tx.$queryRaw<{ key: string; state: string }[]>`
    SELECT key, state FROM "Task" WHERE shop = ${shop} AND kind IN ('createCustomer', 'createItem') AND regexp_replace(key, '\\d+$', '') = ANY(${prefixes})`;
  const generations = new Map<string, number>();
  if (tasks.length === 0) return generations;
  const links = wanted.flatMap(({ link }) => (link === undefined ? [] : [link]));
  const customers = await tx.customerLink.findMany({
    where: { shop, shopifyId: { in: links } },
    select: { connectionId: true, shopifyId: true },
  });
  const items = await tx.itemLink.findMany({
    where: { shop, variantId: { in: links } },
    select: { connectionId: true, variantId: true },
  });
  const standing = new Set([
    ...customers.map(({ connectionId, shopifyId }) => `${connectionId}/${shopifyId}`),
    ...items.map(({ connectionId, variantId }) => `${connectionId}/${variantId}`),
  ]);
  for (const { prefix, link } of wanted) {
    const latest = tasks
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, state }) => ({ state, generation: Number(key.slice(prefix.length)) }))
      .sort((a, b) => b.generation - a.generation)[0];
    if (!latest) continue;
    const unlinked =
      latest.state === "done" &&
      link !== undefined &&
      !standing.has(`${prefix.split("/")[0]}/${link}`);
    generations.set(prefix, unlinked ? latest.generation + 1 : latest.generation);
  }
  return generations;
}
