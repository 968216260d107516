import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { planOrders } from "../plan/plan-orders.server.ts";
import { storePlans } from "./store-plans.server.ts";

export interface CreateResult {
  /** Their documents are being made now. */
  enqueued: string[];
  /** Have their document already, or it is being made. */
  already: string[];
  refused: { orderId: OrderId; problems: ProblemValue[] }[];
  /** Not an order of this shop. */
  unknown: string[];
}

/** Orders planned and stored together; more would only hold row locks for longer. */
const BATCH = 50;
/** How often an order that changes between planning and storing is planned anew. */
const ROUNDS = 3;

/** Plans each order with the facts of now and lets its document be made; what cannot be made gets its problems, and hurts no other. */
export async function createDocuments(
  shop: string,
  orderIds: readonly OrderId[],
  by: string,
): Promise<CreateResult> {
  return planAndStore(shop, orderIds, by, () => true);
}

/** Plans orders again and stores what that finds (problems, links); makes documents only of those `wanted`. */
export async function planAndStore(
  shop: string,
  orderIds: readonly OrderId[],
  by: string,
  wanted: (planned: PlannedOrder) => boolean,
): Promise<CreateResult> {
  const result: CreateResult = { enqueued: [], already: [], refused: [], unknown: [] };
  const ids = [...new Set(orderIds)];
  for (let start = 0; start < ids.length; start += BATCH) {
    let waiting = ids.slice(start, start + BATCH);
    for (let round = 0; round < ROUNDS && waiting.length > 0; round += 1) {
      const planned = await planOrders(shop, waiting, randomUUID());
      const found = new Set(planned.map(({ order }) => order.row.orderId));
      result.unknown.push(...waiting.filter((id) => !found.has(id)));
      const stored = await db.$transaction((tx) => storePlans(tx, shop, planned, { by, wanted }), {
        timeout: 30_000,
        maxWait: 30_000,
      });
      result.enqueued.push(...stored.enqueued);
      result.already.push(...stored.already);
      result.refused.push(...stored.refused);
      waiting = stored.changed;
    }
    if (waiting.length > 0)
      throw new Error(`orders kept changing while they were planned: ${waiting.join(", ")}`);
  }
  return result;
}
