import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { exportOrder } from "./task-kinds/export-order.server.ts";
import { makeBuyer } from "./task-kinds/make-buyer.server.ts";

const AT_ONCE = 100;

/** What is ready becomes tasks, unless the merchant has not seen it yet: rows and tasks in one transaction. A customer that is new is made first. */
export async function sendReady(shop: string): Promise<void> {
  const sync = await db.orderExport.findFirst({ where: { shop, sending: true } });
  if (!sync) return;
  while ((await sendSome(shop)) > 0);
}

function sendSome(shop: string): Promise<number> {
  return db.$transaction(async (tx) => {
    // Locked: a sales order that the ERP changes at this moment is decided anew, and not sent as it was.
    const rows = await tx.$queryRaw<{ id: string; key: string; attempt: number; kind: string }[]>`
      SELECT id, key, attempt, "order" -> 'buyer' ->> 'kind' AS kind FROM "ExportedOrder" WHERE shop = ${shop} AND state = 'ready'
      ORDER BY "createdAt", id LIMIT ${AT_ONCE} FOR UPDATE`;
    if (rows.length === 0) return 0;
    const tasks = rows.map(({ id, key, attempt, kind }) => {
      const task = {
        shop,
        payload: { exportId: id, key, attempt: attempt + 1 },
        createdBy: "erp",
      };
      return kind === "new" ? planTask(makeBuyer, task) : planTask(exportOrder, task);
    });
    await storeTasks(tx, tasks);
    await tx.$executeRaw`
      UPDATE "ExportedOrder" e SET state = 'sending', attempt = e.attempt + 1, "taskId" = sent.task, "updatedAt" = ${now()}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${tasks.map(({ id }) => id)}::uuid[]) AS sent(id, task)
      WHERE e.shop = ${shop} AND e.id = sent.id`;
    return rows.length;
  });
}
