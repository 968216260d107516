import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Handled } from "./webhook-handled.ts";

/** What became of stored deliveries. One that was worked by another process meanwhile stays as it is. */
export async function finishDeliveries(
  tx: Tx,
  shop: string,
  webhookIds: string[],
  { state, note, emptied = false }: Pick<Handled, "state" | "note"> & { emptied?: boolean },
): Promise<void> {
  if (webhookIds.length === 0) return;
  await tx.webhookDelivery.updateMany({
    where: { shop, webhookId: { in: webhookIds }, state: "stored" },
    data: {
      state,
      note: note ?? null,
      doneAt: now(),
      ...(emptied ? { payload: {} } : {}),
    },
  });
}
