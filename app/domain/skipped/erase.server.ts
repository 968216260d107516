import type { Tx } from "#app/db/client.server.ts";

/** Takes the texts out of what was left out for these orders: that it was, and why by kind, stays. */
export async function redactSkipped(
  tx: Tx,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SkippedRecord" SET reason = reason || '{"params": {}, "cause": ""}'::jsonb
    WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])`;
}
