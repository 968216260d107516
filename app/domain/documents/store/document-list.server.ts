import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { OVER_STATUSES } from "../states.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";

/** Every document an order has or had, latest generation first. */
export async function documentsOf(shop: string, orderId: OrderId): Promise<SalesDocument[]> {
  return db.salesDocument.findMany({
    where: { shop, orderId },
    orderBy: [{ generation: "desc" }, { createdAt: "desc" }],
  });
}

/** As far as the ERP said when it was last asked. */
const notOver = { OR: [{ erpStatus: null }, { erpStatus: { notIn: [...OVER_STATUSES] } }] };

/** Those of the orders whose unlinked document still stands in the ERP, as far as this app knows. */
export async function withEarlierDocument(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Set<string>> {
  const rows = await db.salesDocument.findMany({
    where: {
      shop,
      subject: { in: [...orderIds] },
      state: "unlinked",
      erpId: { not: null },
      ...notOver,
    },
    select: { subject: true },
  });
  return new Set(rows.map(({ subject }) => subject));
}
