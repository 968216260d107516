import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { cancelOrderKind } from "#app/domain/order-acts/task-kinds/cancel-order.server.ts";
import { markAsPaidKind } from "#app/domain/order-acts/task-kinds/mark-as-paid.server.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";

const BY = "erp";
const AT_ONCE = 100;

interface Followed {
  id: string;
  key: string;
  orderId: OrderId;
  orderName: string;
  gone: boolean;
}

/**
 * What happened to an invoice after it became an order: paid in full in the ERP, the order is marked as paid; cancelled, it is cancelled. Each once. Part
 * of a payment waits for the rest: only shops on Shopify Plus take an amount.
 */
export async function followOrders(shop: string): Promise<void> {
  while ((await followSome(shop)) > 0);
}

function followSome(shop: string): Promise<number> {
  return db.$transaction(async (tx) => {
    // The condition of the index ExportedInvoice_follow_idx.
    const rows = await tx.$queryRaw<Followed[]>`
      SELECT id, key, "orderId", "orderName", status IN ('cancelled', 'reopened') AS gone FROM "ExportedInvoice"
      WHERE shop = ${shop} AND state = 'exported' AND (("status" IN ('cancelled', 'reopened') AND "cancelTaskId" IS NULL)
        OR ("status" NOT IN ('cancelled', 'reopened') AND "remaining" = 0 AND "openSent" > 0 AND "paidTaskId" IS NULL))
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`;
    for (const { id, key, orderId, orderName, gone } of rows) {
      const task = { shop, orderId, orderName, createdBy: BY };
      const act = { orderId, clickId: key, by: BY };
      const taskId = gone
        ? await enqueueTask(tx, cancelOrderKind, { ...task, payload: { ...act, ...QUIETLY } })
        : await enqueueTask(tx, markAsPaidKind, { ...task, payload: act });
      await tx.exportedInvoice.updateMany({
        where: { shop, id },
        data: gone ? { cancelTaskId: taskId } : { paidTaskId: taskId },
      });
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
