import type { Tx } from "#app/db/client.server.ts";
import { emptyEvidence } from "#app/tasks/erase.server.ts";
import { CREATE_FULFILLMENT } from "./kind-name.ts";

/** A carrier leads from a tracking number to a person: shipments of these orders keep their goods, not their tracking. */
export async function redactShipments(
  tx: Tx,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  const ids = [...orderIds];
  await tx.$executeRaw`
    UPDATE "PostedShipment" SET "trackingNumbers" = '{}', "trackingUrl" = NULL, event = (event - 'trackingUrl') || '{"trackingNumbers": []}'::jsonb WHERE shop = ${shop} AND "orderId" = ANY(${ids})`;
  await emptyEvidence(tx, shop, { kind: CREATE_FULFILLMENT, orderIds: ids, list: "numbers" });
}
