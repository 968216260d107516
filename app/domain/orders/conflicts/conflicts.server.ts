import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { conflictOf } from "./conflict.ts";
import type { VersionParts } from "./diff.ts";
import type { OrderState } from "../snapshot/snapshot.ts";
import { newId } from "#app/lib/uuid.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

const PROBLEM = "order-changed-after-processing";

interface Row {
  orderId: string;
  state: OrderState;
  conflict: boolean;
  currentVersionId: string;
  resolvedVersionId: string | null;
  processed: VersionParts;
  current: VersionParts;
}

/**
 * Marks processed orders whose current version differs commercially from the one their document was made from (I-50, I-53), and takes the mark away when
 * they agree again. A version that a person resolved stays resolved (I-54). Gives the orders that are newly marked. `wasCancelled`: the order was cancelled before this change already.
 */
export async function markConflicts(
  tx: Tx,
  shop: string,
  orders: readonly { orderId: string; wasCancelled: boolean }[],
): Promise<string[]> {
  if (orders.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT o."orderId", o."state", o."conflict", o."currentVersionId", o."resolvedVersionId",
      json_build_object('content', p."content", 'personal', p."personal") AS "processed", json_build_object('content', c."content", 'personal', c."personal") AS "current"
    FROM "Order" o JOIN "OrderVersion" p ON p."shop" = o."shop" AND p."id" = o."processedVersionId" JOIN "OrderVersion" c ON c."shop" = o."shop" AND c."id" = o."currentVersionId"
    WHERE o."shop" = ${shop} AND o."orderId" = ANY(${orders.map(({ orderId }) => orderId)}::text[])`;
  const at = now();
  const marked: string[] = [];
  const cleared: string[] = [];
  for (const row of rows) {
    const wasCancelled =
      orders.find(({ orderId }) => orderId === row.orderId)?.wasCancelled ?? false;
    const differences = conflictOf(row.processed, row.current, row.state, wasCancelled);
    const resolved =
      row.resolvedVersionId === row.currentVersionId &&
      (row.state.cancelledAt === null || wasCancelled);
    if (differences.length > 0 && !resolved) {
      if (!row.conflict) marked.push(row.orderId);
      const detail = {
        params: {
          orderId: row.orderId,
          differences: differences.map(({ text, params }) => ({ text, params })),
        },
        source: "conflict",
      };
      const key = { shop, kind: PROBLEM, subject: row.orderId };
      await tx.problem.upsert({
        where: { shop_kind_subject: key },
        create: {
          ...key,
          id: newId(at),
          orderId: row.orderId,
          cause: PROBLEM,
          detail,
          firstSeenAt: at,
          lastSeenAt: at,
        },
        update: { detail, lastSeenAt: at, clearedAt: null },
      });
    } else if (row.conflict && !(row.state.cancelledAt !== null && wasCancelled && !resolved))
      cleared.push(row.orderId);
  }
  if (marked.length > 0) {
    await tx.order.updateMany({
      where: { shop, orderId: { in: marked } },
      data: { conflict: true },
    });
    await recordEvents(
      tx,
      shop,
      marked.map((orderId) => ({ orderId, kind: "conflict", actor: "sync", data: {} })),
    );
  }
  if (cleared.length > 0) await clearConflicts(tx, shop, cleared);
  return marked;
}

/** Takes the mark and its problem away. */
export async function clearConflicts(tx: Tx, shop: string, orderIds: string[]): Promise<void> {
  await tx.order.updateMany({
    where: { shop, orderId: { in: orderIds } },
    data: { conflict: false },
  });
  await tx.problem.updateMany({
    where: { shop, kind: PROBLEM, subject: { in: orderIds }, clearedAt: null },
    data: { clearedAt: now() },
  });
}
