import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";

/** Deliveries that were worked and came in before this time; one that must not have an effect again is remembered, without its payload. */
export async function cleanUpDeliveries(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "WebhookDelivery" WHERE (shop, "webhookId") IN (
        SELECT shop, "webhookId" FROM "WebhookDelivery"
        WHERE "receivedAt" < ${before} AND digest IS NULL AND state <> 'stored'
        ORDER BY "receivedAt" LIMIT ${most}::int)`,
  );
}

/** Traffic from before this time. */
export async function cleanUpTraffic(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "ApiLog" WHERE (shop, id) IN (
        SELECT shop, id FROM "ApiLog" WHERE at < ${before} ORDER BY at LIMIT ${most}::int)`,
  );
}
