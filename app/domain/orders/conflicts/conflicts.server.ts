import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import { conflictOf } from "./conflict.ts";
import type { VersionParts } from "./diff.ts";
import type { OrderState } from "../snapshot/snapshot.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

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
      const changed = problem("order-changed-after-processing", { orderId: row.orderId });
      await raiseProblem(tx, shop, "conflict", row.orderId, row.orderId, {
        ...changed,
        params: {
          ...changed.params,
          differences: differences.map(({ text, params }) => ({ text, params })),
        },
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
  await setProblems(
    tx,
    shop,
    "conflict",
    orderIds.map((orderId) => ({ subject: orderId, orderId, problems: [] })),
  );
}
