import { db } from "#app/db/client.server.ts";
import type { Order } from "#app/db/generated/client.ts";
import type { Choices } from "#app/domain/mapping/facts.ts";
import type {
  OrderContent,
  OrderPersonal,
  OrderSnapshot,
  OrderState,
} from "#app/domain/orders/snapshot/snapshot.ts";

/** An order of this shop with the version that is planned from. */
export interface LoadedOrder {
  row: Order;
  versionId: string;
  /** Null when its personal data was redacted: no document can be made any more. */
  snapshot: OrderSnapshot | null;
  choices: Choices;
}

/** The orders that exist in this shop, in the order asked for; other ids are left out. Two queries. */
export async function loadOrders(
  shop: string,
  orderIds: readonly string[],
): Promise<LoadedOrder[]> {
  const rows = await db.order.findMany({ where: { shop, orderId: { in: [...orderIds] } } });
  const versions = await db.orderVersion.findMany({
    where: { shop, id: { in: rows.map(({ currentVersionId }) => currentVersionId) } },
  });
  const byId = new Map(versions.map((version) => [version.id, version]));
  const byOrder = new Map(rows.map((row) => [row.orderId, row]));
  return [...new Set(orderIds)].flatMap((orderId) => {
    const row = byOrder.get(orderId);
    if (!row) return [];
    const version = byId.get(row.currentVersionId);
    if (!version) throw new Error(`order ${row.name} points to a version that is not there`);
    const snapshot =
      version.personal === null
        ? null
        : {
            content: version.content as unknown as OrderContent,
            personal: version.personal as unknown as OrderPersonal,
            state: row.state as unknown as OrderState,
          };
    return [{ row, versionId: version.id, snapshot, choices: row.choices as unknown as Choices }];
  });
}
