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
    const rows = await tx.exportedInvoice.findMany({
      where: { shop, state: "ready" },
      orderBy: [{ postedAt: "asc" }, { id: "asc" }],
      take: AT_ONCE,
      select: { id: true, key: true, attempt: true, remaining: true },
    });
    const tasks = rows.map(({ id, key, attempt }) =>
      planTask(exportInvoice, {
        shop,
        payload: { exportId: id, key, attempt: attempt + 1 },
        createdBy: "erp",
      }),
    );
    await storeTasks(tx, tasks);
    for (const [index, row] of rows.entries())
      await tx.exportedInvoice.updateMany({
        where: { shop, id: row.id, state: "ready" },
        data: {
          state: "sending",
          attempt: { increment: 1 },
          taskId: tasks[index]?.id ?? null,
          updatedAt: now(),
        },
      });
    return rows.length;
  });
}
