import { db } from "#app/db/client.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { sendShipments } from "./send-shipments.server.ts";
import { retryShipments } from "./shipment-actions.server.ts";

/** What failed goes again; what was held back and never sent goes for the first time. */
export async function sendAgain(
  shop: string,
  chosen: readonly string[],
  by: string,
): Promise<number> {
  const again = await retryShipments(shop, chosen, by);
  return (
    again +
    (await db.$transaction((tx) => sendShipments(tx, shop, { ids: chosen.filter(isUuid) }, by)))
  );
}
