import { db } from "#app/db/client.server.ts";
import { retryInvoices } from "#app/domain/payments/retry-invoices.server.ts";
import { readPaymentsOf } from "#app/domain/payments/read-payments.server.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** What failed or was skipped goes again; what was held back and never read is read for the first time. Returns how many go. */
export async function readAgain(
  shop: string,
  chosen: readonly string[],
  by: string,
): Promise<number> {
  const again = await retryInvoices(shop, chosen, by);
  return (
    again +
    (await db.$transaction((tx) => readPaymentsOf(tx, shop, { ids: chosen.filter(isUuid) }, by)))
  );
}
