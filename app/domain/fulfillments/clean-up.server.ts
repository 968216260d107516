import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";

/** The ERP's own words of shipments that were fulfilled and came before this time: what was shipped, when, and how it was sent on stays. */
export async function cleanUpShipmentEvents(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      UPDATE "PostedShipment" SET event = '{}' WHERE (shop, id) IN (
        SELECT shop, id FROM "PostedShipment"
        WHERE "createdAt" < ${before} AND state = 'sent' AND event <> '{}' ORDER BY "createdAt" LIMIT ${most}::int)`,
  );
}
