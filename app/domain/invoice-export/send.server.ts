import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { exportInvoice } from "./task-kinds/export-invoice.server.ts";

const AT_ONCE = 100;

/** What is ready becomes tasks, unless the merchant has not seen it yet: rows and tasks in one transaction. */
export async function sendReady(shop: string): Promise<void> {
  const sync = await db.invoiceExport.findFirst({ where: { shop, sending: true } });
  if (!sync) return;
  while ((await sendSome(shop)) > 0);
}

function sendSome(shop: string): Promise<number> {
  return db.$transaction(async (tx) => {
    // Locked: an invoice that the ERP changes at this moment is decided anew, and not sent as it was.
    const rows = await tx.$queryRaw<{ id: string; key: string; attempt: number }[]>`
      SELECT id, key, attempt FROM "ExportedInvoice" WHERE shop = ${shop} AND state = 'ready'
      ORDER BY "postedAt", id LIMIT ${AT_ONCE} FOR UPDATE`;
    if (rows.length === 0) return 0;
    const tasks = rows.map(({ id, key, attempt }) =>
      planTask(exportInvoice, {
        shop,
        payload: { exportId: id, key, attempt: attempt + 1 },
        createdBy: "erp",
      }),
    );
    await storeTasks(tx, tasks);
    await tx.$executeRaw`
      UPDATE "ExportedInvoice" e SET state = 'sending', attempt = e.attempt + 1, "taskId" = sent.task, "updatedAt" = ${now()}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${tasks.map(({ id }) => id)}::uuid[]) AS sent(id, task)
      WHERE e.shop = ${shop} AND e.id = sent.id`;
    return rows.length;
  });
}
