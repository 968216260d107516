import { db } from "#app/db/client.server.ts";

/** Deliveries that were worked and came in before this time; one that must not have an effect again is remembered, without its payload. */
export async function cleanUpDeliveries(before: Date): Promise<void> {
  await db.webhookDelivery.deleteMany({
    where: { receivedAt: { lt: before }, state: { not: "stored" }, digest: null },
  });
}

/** Traffic from before this time. */
export async function cleanUpTraffic(before: Date): Promise<void> {
  await db.apiLog.deleteMany({ where: { at: { lt: before } } });
}
