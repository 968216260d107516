import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { now } from "#app/lib/clock.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { Direction } from "./states.ts";
import { itemToErp } from "./task-kinds/item-to-erp.server.ts";
import { itemToShopify } from "./task-kinds/item-to-shopify.server.ts";

const AT_ONCE = 100;

type Open = Pick<OpenPort, "connection" | "capabilities">;
interface Ready {
  id: string;
  sourceId: string;
  attempt: number;
}

/** What people asked for becomes tasks: rows and tasks in one transaction. */
export async function sendWanted(shop: string, direction: Direction, open: Open): Promise<void> {
  while ((await sendSome(shop, direction, open)) > 0);
}

function sendSome(
  shop: string,
  direction: Direction,
  { connection, capabilities }: Open,
): Promise<number> {
  const taskOf = ({ id, sourceId, attempt }: Ready): TaskRow => {
    const payload = { syncId: id, sourceId, attempt: attempt + 1 };
    return direction === "toErp"
      ? planTask(itemToErp, {
          shop,
          createdBy: "click",
          connection: { id: connection.id, parallel: capabilities.rate.parallel },
          payload,
        })
      : planTask(itemToShopify, { shop, createdBy: "click", payload });
  };
  return db.$transaction(async (tx) => {
    // Locked: one that changes at this moment is decided anew, and not created as it was.
    const rows = await tx.$queryRaw<Ready[]>`
      SELECT id, "sourceId", attempt FROM "ItemSync"
      WHERE shop = ${shop} AND "connectionId" = ${connection.id}::uuid AND direction = ${direction} AND state = 'ready' AND wanted
      ORDER BY "updatedAt", id LIMIT ${AT_ONCE} FOR UPDATE`;
    if (rows.length === 0) return 0;
    const tasks = rows.map(taskOf);
    await storeTasks(tx, tasks);
    await tx.$executeRaw`
      UPDATE "ItemSync" c SET state = 'sending', attempt = c.attempt + 1, again = false, wanted = false, "taskId" = sent.task, "updatedAt" = ${now()}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${tasks.map(({ id }) => id)}::uuid[]) AS sent(id, task)
      WHERE c.shop = ${shop} AND c.id = sent.id`;
    return rows.length;
  });
}
