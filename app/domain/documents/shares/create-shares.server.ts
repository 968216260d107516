import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Scope, TxScope } from "#app/db/scope.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { clearOtherProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderId } from "#app/lib/ids.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { planLoaded } from "../plan/plan-orders.server.ts";
import type { StoredBeside } from "../store/store-beside.server.ts";
import { storeBeside } from "../store/store-beside.server.ts";
import type { LoadedShare, OrderShares } from "./load-shares.server.ts";
import { loadShares, shareDocumentsOf } from "./load-shares.server.ts";

export interface SharesCreated {
  /** Fulfillment orders whose documents are being made now. */
  enqueued: string[];
  refused: { subject: string; problems: ProblemValue[] }[];
}

type PlannedShareOrder = PlannedOrder<LoadedShare>;

/** Orders planned and stored together. */
const BATCH = 50;
/** How often an order that changes between planning and storing is planned anew. */
const ROUNDS = 3;

/** Plans what the other fulfillment orders of these orders have, stores what that finds, and makes the documents of those `wanted` (DOC-7). */
async function planAndStoreShares(
  { shop, by }: Scope,
  orderIds: readonly OrderId[],
  wanted: (one: PlannedShareOrder) => boolean,
): Promise<SharesCreated> {
  const result: SharesCreated = { enqueued: [], refused: [] };
  const ids = [...new Set(orderIds)];
  for (let start = 0; start < ids.length; start += BATCH) {
    let waiting = ids.slice(start, start + BATCH);
    for (let round = 0; round < ROUNDS && waiting.length > 0; round += 1) {
      const orders = await loadShares(shop, waiting);
      if (orders.length === 0) {
        waiting = [];
        continue;
      }
      const open = orders.flatMap((order) => order.open);
      const planned = open.length === 0 ? [] : await planLoaded(shop, open, randomUUID());
      const stored = await db.$transaction(
        (tx) => store({ tx, shop, by }, orders, { planned, wanted }),
        {
          timeout: 30_000,
          maxWait: 30_000,
        },
      );
      result.enqueued.push(...stored.enqueued);
      result.refused.push(...stored.refused);
      waiting = stored.changed;
    }
    if (waiting.length > 0)
      throw new Error(
        `orders kept changing while their fulfillment orders were planned: ${waiting.join(", ")}`,
      );
  }
  return result;
}

async function store(
  scope: TxScope,
  orders: readonly OrderShares[],
  {
    planned,
    wanted,
  }: { planned: PlannedShareOrder[]; wanted: (one: PlannedShareOrder) => boolean },
): Promise<StoredBeside> {
  const { tx, shop } = scope;
  const orderIds = orders.map(({ order }) => order.row.orderId);
  await lockOrders(tx, shop, orderIds);
  const found = orders.flatMap(({ order: { row }, problems }) =>
    problems.map(({ subject, problem }) => ({
      subject,
      orderId: row.orderId,
      problems: [problem],
    })),
  );
  await setProblems(tx, shop, "share", found);
  // What a task says of a document that failed stays until it is made.
  const standing = [
    ...found.map(({ subject }) => subject),
    ...orders.flatMap(({ open }) => open.map(({ subject }) => subject)),
  ];
  await tx.$executeRaw(clearOtherProblems(shop, "share", { orderIds, subjects: standing }, now()));
  return storeBeside(scope, planned, {
    wanted,
    source: "share",
    documents: shareDocumentsOf(shop, orderIds),
  });
}

/** A person wants what of the order has no document yet. */
export const createShares = (scope: Scope, orderId: OrderId): Promise<SharesCreated> =>
  planAndStoreShares(scope, [orderId], () => true);

/** Who asks, in events and tasks, when nobody clicked. */
const BY_ITSELF = "app";

/** Whoever asked for the order's document asked for all of them; what was unlinked, failed or was skipped is not asked for again. */
const byItself = ({ order }: PlannedShareOrder): boolean => order.generation === 1 && !order.asked;

/** After an import, and once an order has its first document: its other fulfillment orders get theirs. */
export async function considerShares(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  await planAndStoreShares({ shop, by: BY_ITSELF }, orderIds, byItself);
}

/** Orders looked at in one go. */
const PAGE = 200;

/** A saved mapping or setting, or an ERP that answers again, may free fulfillment orders that have a problem. */
export async function recheckShares({ shop, by }: Scope): Promise<void> {
  for (let after = ""; ;) {
    const rows = await db.problem.findMany({
      where: {
        shop,
        clearedAt: null,
        orderId: { gt: after },
        detail: { path: ["source"], equals: "share" },
      },
      distinct: ["orderId"],
      orderBy: { orderId: "asc" },
      take: PAGE,
      select: { orderId: true },
    });
    const orderIds = rows.flatMap(({ orderId }) => orderId ?? []);
    const last = orderIds.at(-1);
    if (last === undefined) return;
    await planAndStoreShares({ shop, by }, orderIds, (one) => byItself(one) || one.order.asked);
    after = last;
  }
}
