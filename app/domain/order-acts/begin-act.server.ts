import type { OrderId, TaskId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import type { OrderContent } from "#app/domain/orders/snapshot/snapshot.ts";
import { storedContent, storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { readSettings } from "#app/domain/shop-card/stored-settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { AnyTaskKind, TaskKind } from "#app/tasks/kind.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import type { OrderActRefusal } from "./act-refusal.ts";
import { UNSETTLED } from "#app/tasks/states.ts";

export interface StoredOrder {
  content: OrderContent;
  state: OrderState;
  settings: Settings;
}

/** An act that a person asks for. */
export interface Act<P> {
  kind: Pick<
    TaskKind<string, "shopify", P, unknown, unknown, unknown>,
    "kind" | "target" | "payload" | "key"
  >;
  /** Kinds of tasks that follow it and are the same act to a person: while one of them is open, it is not begun again. */
  followedBy: readonly Pick<AnyTaskKind, "kind">[];
  event: "markAsPaidRequested" | "cancelRequested";
  forbids: (order: StoredOrder) => ProblemValue | null;
}

/**
 * Begins an act that a person asked for. The same click sent twice is one task; a second click while the first is at work is refused. The
 * order's row is held meanwhile, so that of two people one begins it.
 */
export async function beginAct<P extends { orderId: OrderId; by: string }>(
  shop: string,
  { kind, followedBy, event, forbids }: Act<P>,
  payload: P,
): Promise<Result<{ taskId: TaskId }, OrderActRefusal>> {
  return db.$transaction(async (tx) => {
    const order = await lockOrder(tx, shop, payload.orderId);
    if (!order) return err({ kind: "not-found" });
    const same = await tx.task.findUnique({
      where: { shop_kind_key: { shop, kind: kind.kind, key: kind.key(payload) } },
      select: { id: true },
    });
    if (same) return ok({ taskId: same.id });
    const running = await tx.task.findFirst({
      where: {
        shop,
        orderId: payload.orderId,
        kind: { in: [kind, ...followedBy].map((one) => one.kind) },
        state: { in: [...UNSETTLED] },
      },
      select: { id: true },
    });
    if (running) return err({ kind: "running", taskId: running.id });
    const problem = forbids(order);
    if (problem) return err({ kind: "refused", problem });
    const taskId = await enqueueTask(tx, kind, {
      shop,
      payload,
      orderId: payload.orderId,
      orderName: order.name,
      createdBy: payload.by,
    });
    await recordEvents(tx, shop, [
      { orderId: payload.orderId, kind: event, actor: payload.by, data: {} },
    ]);
    return ok({ taskId });
  });
}

async function lockOrder(
  tx: Tx,
  shop: string,
  orderId: OrderId,
): Promise<(StoredOrder & { name: string }) | null> {
  const [row] = await tx.$queryRaw<
    { name: string; state: unknown; content: unknown; settings: unknown }[]
  >`
    SELECT o."name", o."state", v."content", COALESCE((SELECT c."settings" FROM "ShopCard" c WHERE c."shop" = o."shop" ORDER BY c."id" = o."cardId" DESC NULLS LAST, c."precedence", c."createdAt", c."id" LIMIT 1), '{}'::jsonb) AS settings
    FROM "Order" o JOIN "OrderVersion" v ON v."shop" = o."shop" AND v."id" = o."currentVersionId" WHERE o."shop" = ${shop} AND o."orderId" = ${orderId} FOR UPDATE OF o`;
  if (!row) return null;
  const record = `order ${row.name}`;
  return {
    name: row.name,
    state: storedState.read(row.state, record),
    content: storedContent.read(row.content, record),
    settings: readSettings(row.settings, `the shop card of ${record}`),
  };
}
