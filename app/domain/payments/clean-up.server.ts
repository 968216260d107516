import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";

/** The ERP's own words of invoices whose money was captured and that came before this time: amounts, status and payment lines stay. */
export async function cleanUpInvoiceEvents(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      UPDATE "PostedInvoice" SET event = '{}' WHERE (shop, id) IN (
        SELECT shop, id FROM "PostedInvoice"
        WHERE "createdAt" < ${before} AND state = 'captured' AND event <> '{}' ORDER BY "createdAt" LIMIT ${most}::int)`,
  );
}
