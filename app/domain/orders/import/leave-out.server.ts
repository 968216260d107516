import { db } from "#app/db/client.server.ts";
import { countRuns } from "#app/domain/runs/order-run-progress.server.ts";
import { skippedBy } from "../announce/left-out.ts";
import { orderCards } from "../announce/order-cards.server.ts";
import { recordLeftOut } from "../announce/record-left-out.server.ts";
import type { OrderSnapshot } from "../snapshot/snapshot.ts";
import type { Claimant, Claimed } from "./claims.server.ts";
import { finishClaims } from "./claims.server.ts";

export interface ReadOrder {
  order: Claimed;
  snapshot: OrderSnapshot;
}

const factsOf = ({ content, state }: OrderSnapshot) => ({
  cancelled: state.cancelledAt !== null,
  test: content.test,
  highRisk: content.risk.assessments.some(({ level }) => level === "HIGH"), // I-9
});

/**
 * Gives the orders that are to be stored. An order may have been cancelled, or its risk raised, since it was listed: what the card does
 * not import is not stored then either. One that is imported already, or that a person let in, goes on.
 */
export async function leaveOut(
  claimant: Claimant,
  read: readonly ReadOrder[],
): Promise<ReadOrder[]> {
  const { shop } = claimant;
  const doubtful = read.filter(
    ({ order, snapshot }) =>
      order.reasonKind !== "released" && Object.values(factsOf(snapshot)).some(Boolean),
  );
  if (doubtful.length === 0) return [...read];
  const cards = new Map((await orderCards(shop)).map(({ id, rules }) => [id, rules]));
  const stored = await db.order.findMany({
    where: { shop, orderId: { in: doubtful.map(({ order }) => order.orderId) } },
    select: { orderId: true },
  });
  const known = new Set(stored.map(({ orderId }) => orderId));
  const left = doubtful.flatMap(({ order, snapshot }) => {
    const rules = order.cardId && cards.get(order.cardId);
    const reason = rules && !known.has(order.orderId) && skippedBy(rules, factsOf(snapshot));
    return reason ? [{ order, snapshot, reason }] : [];
  });
  if (left.length === 0) return [...read];
  await db.$transaction(async (tx) => {
    await recordLeftOut(
      tx,
      shop,
      left.map(({ snapshot: { content }, reason }) => ({
        orderId: content.id,
        name: content.name,
        reason,
      })),
    );
    await finishClaims(
      tx,
      claimant,
      left.map(({ snapshot: { content, state } }) => ({
        id: content.id,
        updatedAt: state.updatedAt,
      })),
    );
    await countRuns(
      tx,
      shop,
      left.flatMap(({ order: { runId } }) => (runId ? [{ runId, leftOut: 1 }] : [])),
    );
  });
  const gone = new Set(left.map(({ order }) => order.orderId));
  return read.filter(({ order }) => !gone.has(order.orderId));
}
