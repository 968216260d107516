import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";

/** Takes the texts out of what was left out for these orders: that it was, and why by kind, stays. */
export async function redactSkipped(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SkippedRecord" SET reason = reason || '{"params": {}, "cause": ""}'::jsonb
    WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])`;
}
