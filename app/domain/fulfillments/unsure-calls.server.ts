import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { TaskLater } from "#app/tasks/outcome.ts";
import { OUT } from "#app/tasks/states.ts";
import { CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED } from "./kind-name.ts";

const LOOK_AGAIN_MS = 5_000;

export interface CallAtWork {
  shop: string;
  taskId: TaskId;
  orderId: OrderId | null;
}

/** Part of a statement: whether another call for the order has an unknown end. */
export const isUnsureBefore = ({ shop, taskId, orderId }: CallAtWork): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT 1 FROM "Task" t WHERE t.shop = ${shop} AND t."orderId" = ${orderId} AND t.id <> ${taskId}::uuid
    AND t.kind IN (${CREATE_FULFILLMENT}, ${FULFILL_NOT_SHIPPED}) AND t.state = ANY(${[...OUT]}))`;

/** While another call for the order has an unknown end, none is made: its look-up must not find this one's fulfillment. */
export const afterUnsure = (): TaskLater =>
  new TaskLater(
    {
      kind: "ambiguous-act",
      params: {
        message: "An earlier call for this order has not ended; what it did is looked up first.",
      },
      cause: "ambiguous-act",
    },
    LOOK_AGAIN_MS,
  );

export async function nothingUnsureBefore(call: CallAtWork): Promise<void> {
  const [row] = await db.$queryRaw<{ unsure: boolean }[]>`SELECT ${isUnsureBefore(call)} AS unsure`;
  if (row?.unsure) throw afterUnsure();
}
