import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { cancelOrderKind } from "#app/domain/order-acts/task-kinds/cancel-order.server.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";

const BY = "erp";
const AT_ONCE = 100;

/** A sales order that was cancelled or deleted in the ERP cancels its order, once. */
export async function followOrders(shop: string): Promise<void> {
  while ((await followSome(shop)) > 0);
}

function followSome(shop: string): Promise<number> {
  return db.$transaction(async (tx) => {
    // The conditions of the index ExportedOrder_follow_idx.
    const rows = await tx.$queryRaw<
      { id: string; key: string; orderId: OrderId; orderName: string }[]
    >`
      SELECT id, key, "orderId", "orderName" FROM "ExportedOrder"
      WHERE shop = ${shop} AND state = 'exported' AND status IN ('cancelled', 'gone') AND "cancelTaskId" IS NULL
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`;
    for (const { id, key, orderId, orderName } of rows) {
      const cancelTaskId = await enqueueTask(tx, cancelOrderKind, {
        shop,
        orderId,
        orderName,
        createdBy: BY,
        payload: { orderId, clickId: key, by: BY, ...QUIETLY },
      });
      await tx.exportedOrder.updateMany({ where: { shop, id }, data: { cancelTaskId } });
    }
    return rows.length;
  });
}

/** Money and goods are the ERP's matter. */
const QUIETLY = {
  reason: "OTHER",
  refund: "none",
  restock: false,
  notify: false,
  note: null,
} as const;
