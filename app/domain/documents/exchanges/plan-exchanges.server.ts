import { randomUUID } from "node:crypto";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { planLoaded } from "../plan/plan-orders.server.ts";
import type { LoadedExchange, OrderExchanges } from "./load-exchanges.server.ts";

export type PlannedExchange = PlannedOrder<LoadedExchange>;

/** Goods of exchanges that have no document yet, planned with the facts of now. Reads only. */
export async function planExchanges(
  shop: string,
  orders: readonly OrderExchanges[],
): Promise<PlannedExchange[]> {
  const open = orders.flatMap((order) => order.open);
  if (open.length === 0) return [];
  const planned = await planLoaded(shop, open, randomUUID());
  return planned.map((one) =>
    one.plan
      ? { ...one, plan: { ...one.plan, explanation: [one.order.why, ...one.plan.explanation] } }
      : one,
  );
}
