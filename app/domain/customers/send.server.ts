import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { TaskRow } from "#app/tasks/enqueue.server.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { sends } from "./exchange.server.ts";
import { storedPlan } from "./plan/planned.ts";
import { firstStep } from "./plan/steps.ts";
import type { Direction } from "./states.ts";
import { customerToErp } from "./task-kinds/customer-to-erp.server.ts";
import { customerToShopify } from "./task-kinds/customer-to-shopify.server.ts";

const AT_ONCE = 100;

interface Ready {
  id: string;
  sourceId: string;
  attempt: number;
  data: unknown;
}

/** What is ready becomes tasks, unless the merchant has not seen it yet: rows and tasks in one transaction. */
export async function sendReady(
  shop: string,
  direction: Direction,
  open: Pick<OpenPort, "connection" | "capabilities">,
): Promise<void> {
  if (!(await sends(shop, direction))) return;
  while ((await sendSome(shop, direction, open)) > 0);
}

function sendSome(
  shop: string,
  direction: Direction,
  { connection, capabilities }: Pick<OpenPort, "connection" | "capabilities">,
): Promise<number> {
  const taskOf = ({ id, sourceId, attempt, data }: Ready): TaskRow => {
    const common = { shop, createdBy: direction === "toErp" ? "shopify" : "erp" };
    const payload = { syncId: id, sourceId, attempt: attempt + 1 };
    if (direction === "toErp")
      return planTask(customerToErp, {
        ...common,
        connection: { id: connection.id, parallel: capabilities.rate.parallel },
        payload,
      });
    const plan = storedPlan.read(data, `customer ${sourceId}`);
    const step = plan.to === "shopify" ? firstStep(plan) : null;
    return planTask(customerToShopify, {
      ...common,
      payload: { ...payload, step: step ?? "customer" },
    });
  };
  return db.$transaction(async (tx) => {
    // Locked: a customer that changes at this moment is decided anew, and not sent as it was.
    const rows = await tx.$queryRaw<Ready[]>`
      SELECT id, "sourceId", attempt, data FROM "CustomerSync"
      WHERE shop = ${shop} AND "connectionId" = ${connection.id}::uuid AND direction = ${direction} AND state = 'ready'
      ORDER BY "updatedAt", id LIMIT ${AT_ONCE} FOR UPDATE`;
    if (rows.length === 0) return 0;
    const tasks = rows.map(taskOf);
    await storeTasks(tx, tasks);
    await tx.$executeRaw`
      UPDATE "CustomerSync" c SET state = 'sending', attempt = c.attempt + 1, again = false, "taskId" = sent.task, "updatedAt" = ${now()}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${tasks.map(({ id }) => id)}::uuid[]) AS sent(id, task)
      WHERE c.shop = ${shop} AND c.id = sent.id`;
    return rows.length;
  });
}
