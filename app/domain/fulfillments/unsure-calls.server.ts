import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { TaskLater } from "#app/tasks/outcome.ts";
import { OUT } from "#app/tasks/states.ts";
import { CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED } from "./kind-name.ts";

const LOOK_AGAIN_MS = 5_000;

/** While another call for the order has an unknown end, none is made: its look-up must not find this one's fulfillment. */
export async function nothingUnsureBefore({
  shop,
  taskId,
  orderId,
}: {
  shop: string;
  taskId: TaskId;
  orderId: OrderId | null;
}): Promise<void> {
  const unsure = await db.task.findFirst({
    where: {
      shop,
      orderId,
      kind: { in: [CREATE_FULFILLMENT, FULFILL_NOT_SHIPPED] },
      id: { not: taskId },
      state: { in: [...OUT] },
    },
    select: { id: true },
  });
  if (unsure)
    throw new TaskLater(
      {
        kind: "ambiguous-act",
        params: {
          message: "An earlier call for this order has not ended; what it did is looked up first.",
        },
        cause: "ambiguous-act",
      },
      LOOK_AGAIN_MS,
    );
}
