import type { OrderId, RefundId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import type { CreditMemosCreated } from "./credit-memo.ts";
import type { PlannedRefund } from "./plan-refunds.server.ts";
import { planRefunds } from "./plan-refunds.server.ts";
import { storeRefunds } from "./store-refunds.server.ts";
import { isCredited } from "./states.ts";

/** Orders whose refunds are planned and stored together. */
const BATCH = 50;
/** How often refunds whose order changes between planning and storing are planned anew. */
const ROUNDS = 3;

/** Plans each refund with the facts of now and lets its credit memo be made; what cannot be made says why, and hurts no other. */
export async function createCreditMemos(
  scope: Scope,
  refundIds: readonly string[],
): Promise<CreditMemosCreated> {
  const { shop } = scope;
  const ids = [...new Set(refundIds)];
  const rows = await db.refund.findMany({
    where: { shop, refundId: { in: ids } },
    select: { refundId: true, orderId: true, state: true },
  });
  const found = new Set<string>(rows.map(({ refundId }) => refundId));
  const credited = rows.filter(({ state }) => isCredited(state));
  const open = rows.filter(({ state }) => !isCredited(state));
  const asked = new Set(open.map(({ refundId }) => refundId));
  const made = await planAndStore(
    scope,
    open.map(({ orderId }) => orderId),
    ({ refund }) => asked.has(refund.id),
  );
  const heard = new Set([
    ...made.enqueued,
    ...made.already,
    ...made.refused.map(({ refundId }) => refundId),
  ]);
  const lost = open.filter(({ refundId }) => !heard.has(refundId));
  for (const { refundId, orderId } of lost) await loseOrder(shop, refundId, orderId);
  return {
    enqueued: made.enqueued,
    already: [
      ...credited.map(({ refundId }) => refundId),
      ...made.already.filter((id) => asked.has(id)),
    ],
    refused: [
      ...made.refused.filter(({ refundId }) => asked.has(refundId)),
      ...lost.map(({ refundId, orderId }) => ({ refundId, problems: [orderMissing(orderId)] })),
    ],
    unknown: ids.filter((id) => !found.has(id)),
  };
}

/** nothing can be planned of a refund whose order is not there. */
export const orderMissing = (orderId: OrderId): ProblemValue =>
  problem("refund-order-missing", { orderId });

const loseOrder = (shop: string, refundId: RefundId, orderId: OrderId) =>
  db.refund.updateMany({
    where: { shop, refundId },
    data: {
      state: "problem",
      reason: storedReason.store(orderMissing(orderId)),
      updatedAt: now(),
    },
  });

/** Plans every open refund of these orders and stores what that finds; makes the credit memos of those `wanted`. */
export async function planAndStore(
  { shop, by }: Scope,
  orderIds: readonly OrderId[],
  wanted: (one: PlannedRefund) => boolean,
): Promise<Omit<CreditMemosCreated, "unknown">> {
  const result: Omit<CreditMemosCreated, "unknown"> = { enqueued: [], already: [], refused: [] };
  const ids = [...new Set(orderIds)];
  for (let start = 0; start < ids.length; start += BATCH) {
    let waiting = ids.slice(start, start + BATCH);
    for (let round = 0; round < ROUNDS && waiting.length > 0; round += 1) {
      const planned = await planRefunds(shop, waiting, randomUUID());
      const stored = await db.$transaction(
        (tx) => storeRefunds({ tx, shop, by }, planned, wanted),
        { timeout: 30_000, maxWait: 30_000 },
      );
      result.enqueued.push(...stored.enqueued);
      result.already.push(...stored.already);
      result.refused.push(...stored.refused);
      const changed = new Set(stored.changed);
      waiting = [
        ...new Set(
          planned
            .filter(({ refund }) => changed.has(refund.id))
            .map(({ of }) => of.order.row.orderId),
        ),
      ];
    }
    if (waiting.length > 0)
      throw new Error(
        `orders kept changing while their refunds were planned: ${waiting.join(", ")}`,
      );
  }
  return result;
}
